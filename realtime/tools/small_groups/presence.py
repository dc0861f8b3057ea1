"""Who is in a small group's room, as every process that sees somebody there notes it."""

from realtime.tools.small_groups.models import GroupPlace


def note_here(room_id, here, gone, at):
    """Note people (ids) as seen in the room at this moment, and others as gone from it."""
    places = GroupPlace.objects.filter(group__room=room_id)
    if here:
        places.filter(person__in=here).update(seen_at=at)
    if gone:
        places.filter(person__in=gone).update(seen_at=None)
