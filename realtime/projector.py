"""The signed link of a room's projector page: it reads, and reads little."""

from django.core import signing
from django.urls import reverse

from realtime.models import Room

SALT = "realtime.projector"
HOURS = 12


def token_for(room):
    return signing.dumps([room.pk, room.screen_link], salt=SALT)


def room_of(token, rooms=Room.objects):
    """The room the link is for; None when it was forged, has been taken away, or is older than HOURS."""
    try:
        room, link = signing.loads(token, salt=SALT, max_age=HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return rooms.select_related("session").filter(pk=room, screen_link=link, screen_on=True).first()


def address_of(request, room):
    """The full address of the room's page for big screens; it is signed anew each time, and all of them hold."""
    return request.build_absolute_uri(reverse("realtime:projector", args=[token_for(room)]))
