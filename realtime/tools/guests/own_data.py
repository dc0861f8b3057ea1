"""What is known of one guest, and forgetting it: that somebody came stays a number."""

import secrets

from coaching.evaluation.nicknames import parted
from coaching.programmes.forgotten import keep_names
from realtime.tools.guests.models import Guest


def export_guest(person):
    visits = Guest.objects.filter(person=person)
    return list(visits.values("room__session__title", "person__display_name", "came_at", "until"))


def forget_guest(person):
    """What others wrote of the guest stays masked: a nickname may be a name, and packages are made later."""
    for guest in Guest.objects.filter(person=person).select_related("room__session"):
        names, capitals, whole = parted([(person.pk, guest.name_key)])
        kept = [name for _person, name in [*names, *whole]]
        keep_names(guest.room.session.programme_id, kept, [word for _person, word in capitals])
        guest.name_key = secrets.token_hex(32)
        guest.gone_at = guest.gone_at or guest.until
        guest.save(update_fields=["name_key", "gone_at"])
