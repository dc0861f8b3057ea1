"""What a guest may be called: something that can be read, and nobody else's name."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.programmes.models import Enrolment
from realtime.people import shown_names
from realtime.tools.guests.models import Guest

SHORTEST, LONGEST = 2, 30


def tidy(text):
    """The nickname as it is kept: one form of each letter, single spaces, nothing invisible."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(sign for sign in plain if sign.isspace() or unicodedata.category(sign)[0] != "C")
    return " ".join(seen.split())


def key_of(name):
    return tidy(name).casefold()


def check(room, name):
    """Refused when a tidied nickname is of no use, or somebody in the programme or the room is called so already."""
    if not (SHORTEST <= len(name) <= LONGEST and any(sign.isalnum() for sign in name)):
        raise Refused("nickname", _("Choose a nickname of 2–30 characters, with letters in it."))
    session = room.session
    enrolled = Enrolment.objects.filter(programme=session.programme_id).values_list("person_id", flat=True)
    names = shown_names(session, enrolled).values()
    taken = Guest.objects.filter(room=room, gone_at__isnull=True, name_key=key_of(name))
    if key_of(name) in {key_of(other) for other in names} or taken.exists():
        raise Refused("nickname_taken", _("Somebody here already goes by this name. Choose another one."))
