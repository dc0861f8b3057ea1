"""What a client asks for, read from what it has sent: the same over a socket and over plain requests."""

import json
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime import deeds

NOT_KNOWN = _("This page sends something the server does not know. Reload the page.")


def frame_of(text):
    """The JSON object in a text, or None."""
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return frame if isinstance(frame, dict) else None


def id_of(frame):
    """The id the client has given its deed, or None."""
    given = frame.get("id")
    if isinstance(given, str) and len(given) == 36:
        try:
            return UUID(given)
        except ValueError:
            pass
    return None


def deed_of(frame, standing, room_id):
    """The deed in a frame, checked; Refused says what is wrong with it."""
    if id_of(frame) is None:
        raise Refused("bad_id", NOT_KNOWN)
    fields = {key: value for key, value in frame.items() if key not in {"do", "id"}}
    name = frame.get("do")
    return deeds.Deed(
        standing.person.pk, room_id, name, deeds.check(name, fields), deed_id=id_of(frame), standing=standing
    )


def too_fast():
    return Refused("too_fast", _("That was very fast. It is sent again in a moment."))
