"""What a guest may be called: something that can be read, no other guest's name, and known for a guest's."""

import unicodedata

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.tools.guests.models import Guest

SHORTEST, LONGEST = 2, 30


def tidy(text):
    """The nickname as it is kept: one form of each letter, single spaces, nothing invisible."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(sign for sign in plain if sign.isspace() or unicodedata.category(sign)[0] != "C")
    return " ".join(seen.split())


def key_of(name):
    return tidy(name).casefold()


def shown(session, name):
    """The name everybody sees, in the programme's language.

    It says that a guest bears it, so that it may be like a member's: to refuse
    members' names would tell whoever stands at the door which names there are.
    """
    with translation.override(session.programme.language):
        return gettext("%(name)s (guest)") % {"name": name}


def check(room, name):
    """Refused when a tidied nickname is of no use, or another guest of the room is called so."""
    if not (SHORTEST <= len(name) <= LONGEST and any(sign.isalnum() for sign in name)):
        raise Refused("nickname", _("Choose a nickname of 2–30 characters, with letters in it."))
    if Guest.objects.filter(room=room, gone_at__isnull=True, name_key=key_of(name)).exists():
        raise Refused("nickname_taken", _("Another guest goes by this name already. Choose another one."))


def nicknames_of(programme_id):
    """(person, nickname) of everybody who has been a guest of the programme's rooms."""
    guests = Guest.objects.filter(room__session__programme=programme_id)
    return list(guests.values_list("person_id", "name_key"))
