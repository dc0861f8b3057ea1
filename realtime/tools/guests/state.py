"""The door for guests, and for coaches the guests."""

from realtime.log import who
from realtime.people import shown_names
from realtime.tools.guests.models import Guest, GuestDoor


def state(room, view):
    """``door`` is None in a room that has never been opened for guests."""
    door = GuestDoor.objects.filter(room=room).first()
    told = {"door": door and {"open": door.is_open, "lobby": door.lobby, "code": door.code}}
    return told | {"guests": _guests(room)} if view == "coach" else told


def _guests(room):
    guests = list(Guest.objects.filter(room=room, gone_at__isnull=True))
    names = shown_names(room.session, {guest.person_id for guest in guests}) if guests else None
    return [
        {**who(room, guest.person_id, names), "guest": guest.pk, "waiting": guest.let_in_at is None} for guest in guests
    ]
