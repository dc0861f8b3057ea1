"""Coming into a room."""

from realtime.access import is_let_into
from realtime.models import Room, SmallGroup
from realtime.tools.small_groups.models import Phase


def enter(*, session, group=None):
    """The session's room or a small group's, made by the first who comes."""
    room, _made = Room.objects.select_related("session__programme", "group").get_or_create(session=session, group=group)
    return room


def room_at(place, *, session, user):
    """The room of a place in a session the user sees; None where there is no such small group for them."""
    if not place.group:
        return enter(session=session)
    met = SmallGroup.objects.filter(group_set__phase__in=(Phase.OPEN, Phase.CLOSED))
    group = met.filter(session=session, number=place.group).first()
    return enter(session=session, group=group) if group and is_let_into(user, group, session) else None
