"""What the room's page and the projector need for guests."""

from django.urls import reverse

from coaching.programmes.models import Session
from realtime.tools.guests.tool import GUESTS


def for_coach(request, session):
    """Template values of the door; a digikahvit is the group's own and has none."""
    return {
        "may_have_guests": session.kind != Session.Kind.DIGIKAHVIT,
        "guest_address": request.build_absolute_uri(reverse("guests:code")),
        "door_deeds": tuple(GUESTS.deeds),
    }


def way_out(room):
    return reverse("guests:left", args=[room.main.guest_door.code])


def way_in(request, room):
    """Where the projector's QR leads: through the door for guests while it is open, else to the room itself."""
    door = getattr(room, "guest_door", None)
    if door and door.is_open:
        return request.build_absolute_uri(reverse("guests:door", args=[door.code]))
    return request.build_absolute_uri(f"{room.get_absolute_url()}#poll-question")
