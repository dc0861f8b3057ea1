"""Making a room's screen link anew, or taking it away: either way the old one is dead at once."""

from coaching.core.history import record
from realtime.log import writing


def change_link(*, by, room, on, deed_id=None):
    """A new link (``on``) or none at all. Screens that are open come back, and the old link lets none of them in."""
    with writing(room.pk) as log:
        room = log.rooms[room.pk]
        room.screen_link, room.screen_on = room.screen_link + 1, on
        room.save(update_fields=["screen_link", "screen_on"])
        verb = "realtime.renewed_screen" if on else "realtime.ended_screen"
        record(verb, actor=by, target=room.session, scope=room.session.programme_id)
        log.append(room, "screen.changed", {"link": room.screen_link, "on": on}, actor=by, deed_id=deed_id)
