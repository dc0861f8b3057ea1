"""How a person is called in a room: a handle that links nothing, and the shown name."""

import base64
import hashlib
import hmac
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from coaching.programmes.names import names_in


@lru_cache(maxsize=20_000)
def handle(room_id, person_id):
    """The same person has another handle in every room, so that no two pseudonyms can be linked through it."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"room:{room_id}:{person_id}".encode(), hashlib.sha256)
    return base64.b32encode(digest[:10]).decode().lower()


def shown_names(session, people):
    """names_in for a room, in the programme's language, as the same text goes to everyone.

    Under None is the name of those who have left.
    """
    with translation.override(session.programme.language):
        return {None: _("Somebody who has left"), **names_in(session.programme_id, people)}
