"""Sums that change often, told at most a few times a second: who is here, and what the tools have come to."""

from realtime.hub import frames
from realtime.limits import LIMITS
from realtime.sums import told_sums
from realtime.toolbox import sums_of

GATHER = 0.03


class Ticks:
    """One room's ticks. Each is computed once; a text is made once for all who may see the same."""

    def __init__(self, room):
        self.room = room
        self.acted = {}
        self._sums = None
        self._stale = set()
        self._timer = None
        self._last = self._counted = -1.0
        self._listed = True

    def heed(self, lines):
        """Lines that change a sum make the next tick."""
        changed = {tuple(line.sums) for line in lines if line.sums}
        for line in lines:
            if line.audience.startswith("person:") and line.sums:
                self.acted.setdefault(int(line.audience[7:]), set()).add(tuple(line.sums))
        if changed:
            self._stale |= changed
            self.soon()

    def soon(self):
        """A tick is due: at once when the last is long ago, otherwise when its time has come."""
        if self._timer is None:
            now = self.room.hub.now()
            wait = max(GATHER, self._last + 1 / LIMITS.ticks_a_second - now)
            self._timer = self.room.hub.later(wait, self.room.hub.spawn, self._tick)

    async def ready(self):
        """Have every sum at hand, for somebody coming in."""
        if self._sums is None:
            room_id = self.room.room_id
            sums = await self.room.hub.read_once(("sums", room_id), sums_of, room_id)
            if self._sums is None:
                self._sums = sums

    def look_again(self):
        """What changes by itself, not by events of this room, is read anew."""
        moving = {key for key, one in (self._sums or {}).items() if getattr(one, "moves", False)}
        if moving:
            self._stale |= moving
            self.soon()

    def overdue(self, at):
        """The tools with a sum whose moment has come."""
        return {tool for (tool, _key), one in (self._sums or {}).items() if getattr(one, "due", None) and one.due <= at}

    def everything(self, link):
        """Everything as told so far, for one connection."""
        people = self.room.presence.told()
        here = {"count": len(people)}
        if link.visitor:
            here["people"] = [person.told() for person in people] if self._listed else None
        return frames.tick(here=here, **told_sums(self._sums, link.view, self._acted(link)))

    async def _tick(self):
        try:
            stale, self._stale = self._stale, set()
            await self.ready()
            fresh = {}
            if stale:
                try:
                    fresh = await self.room.hub.read(sums_of, self.room.room_id, stale)
                except BaseException:
                    self._stale |= stale
                    raise
                fresh = {key: one for key, one in fresh.items() if self._sums.get(key) != one}
                self._sums.update(fresh)
            self._send(fresh, self._here())
        finally:
            self._last = self.room.hub.now()
            self._timer = None
            if self._stale:
                self.soon()
            elif self.room.presence.is_changed():
                self._count_later()

    def _count_later(self):
        wait = max(GATHER, self._counted + 1 / LIMITS.counts_a_second - self.room.hub.now())
        self._timer = self.room.hub.later(wait, self.room.hub.spawn, self._tick)

    def _here(self):
        """(for the people in the room, for the projector), or None when nobody came or went or it is too soon."""
        now = self.room.hub.now()
        if now < self._counted + 1 / LIMITS.counts_a_second:
            return None
        changes = self.room.presence.changes()
        if changes is None:
            return None
        self._counted = now
        count, joined, left = changes
        was_listed, self._listed = self._listed, count <= LIMITS.people_listed
        if not self._listed:
            told = {"count": count, "people": None}
        elif not was_listed:
            told = {"count": count, "people": [person.told() for person in self.room.presence.told()]}
        else:
            told = {
                "count": count,
                "joined": [person.told() for person in joined],
                "left": [person.who for person in left],
            }
        return told, {"count": count}

    def _send(self, sums, here):
        if not sums and here is None:
            return
        alike = {}
        after_own = [key for key, one in sums.items() if one.after_own]
        for link in self.room.everyone():
            acted = self._acted(link)
            same = (link.view, *(key in acted for key in after_own))
            if same not in alike:
                text = self._text(sums, here, link, acted)
                alike[same] = text and (text, frames.framed(text))
            if alike[same]:
                link.send(*alike[same])

    def _text(self, sums, here, link, acted):
        """None when there is nothing in it for those who see what this link sees."""
        values = told_sums(sums, link.view, acted)
        if here is not None:
            values["here"] = here[0] if link.visitor else here[1]
        return frames.tick(**values) if values else None

    def _acted(self, link):
        return self.acted.get(link.visitor.person_id, set()) if link.visitor else set()
