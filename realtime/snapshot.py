"""A room's state for one viewer, as somebody who comes in gets it: the same that all events so far add up to."""

from realtime.models import Room
from realtime.toolbox import TOOLS

READINGS = 4
STANDING = ("seq", "holds", "screen_link", "screen_on")


def shared_state(room_id, view):
    """(seq, state) of what everybody with this view sees alike.

    Read again when the log grew meanwhile. In a room that never rests the
    last reading stands: what is both in the state and in the events that
    follow is put in its place twice, which changes nothing.
    """
    room = Room.objects.select_related("session__programme").get(pk=room_id)
    for _attempt in range(READINGS):
        seq = room.seq
        state = _read(room, view)
        room.refresh_from_db(fields=STANDING)
        if room.seq == seq:
            break
    return seq, state


def _read(room, view):
    parts = (tool.state(room, view) for tool in TOOLS.values())
    return {key: value for part in parts for key, value in part.items()}
