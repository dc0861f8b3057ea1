"""The signed link of a room's projector page: it reads, and reads little."""

from django.core import signing

SALT = "realtime.projector"
HOURS = 12


def token_for(room):
    return signing.dumps(room.pk, salt=SALT)


def room_of(token):
    """The number of the room the link is for; None when it was forged or is older than HOURS."""
    try:
        return signing.loads(token, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
