"""What is known of one guest, and forgetting it: that somebody came stays a number."""

import secrets

from realtime.tools.guests.models import Guest


def export_guest(person):
    visits = Guest.objects.filter(person=person)
    return list(visits.values("room__session__title", "person__display_name", "came_at", "until"))


def forget_guest(person):
    for guest in Guest.objects.filter(person=person):
        guest.name_key = secrets.token_hex(32)
        guest.gone_at = guest.gone_at or guest.until
        guest.save(update_fields=["name_key", "gone_at"])
