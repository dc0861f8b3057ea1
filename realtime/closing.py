"""Why the server closes a connection; what a client does then is in docs/protocol.md."""

CLOSE_CODES = {
    "restart": 4012,
    "bad_frames": 4400,
    "signed_out": 4401,
    "not_allowed": 4403,
    "no_room": 4404,
    "fell_behind": 4408,
    "replaced": 4409,
    "too_big": 4413,
    "flood": 4429,
}
