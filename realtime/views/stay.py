"""How long somebody has been in a room, in words for nobody but them."""

from django.utils.translation import gettext as _

from realtime.access import is_guest
from realtime.attendance import MINUTES_THAT_COUNT, own_stay


def stay_sentence(person, room):
    """What is known of the person's time here, and whether it counts; empty for a guest, of whom nothing is counted."""
    if is_guest(person, room.session):
        return ""
    minutes, counted = own_stay(person, room)
    values = {"minutes": minutes, "enough": MINUTES_THAT_COUNT}
    if counted and minutes:
        return _("You have been here %(minutes)d min; counted for your attendance.") % values
    if counted:
        return _("You are noted as having been here.")
    return _("You have been here %(minutes)d min. From %(enough)d min on it is counted for your attendance.") % values
