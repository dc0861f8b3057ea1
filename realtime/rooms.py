"""Coming into a room."""

from realtime.models import Room


def enter(*, session):
    """The session's room, made by the first who comes."""
    room, _made = Room.objects.select_related("session__programme").get_or_create(session=session)
    return room
