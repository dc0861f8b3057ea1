"""Sums that change often, told at most a few times a second: who is here, and what polls have come to."""

from realtime.hub import frames
from realtime.limits import LIMITS
from realtime.models import Reveal
from realtime.results import tallies_of

GATHER = 0.03


class Ticks:
    """One room's ticks. Each is computed once; a text is made once for all who may see the same."""

    def __init__(self, room):
        self.room = room
        self.answered = {}
        self._tallies = None
        self._stale = set()
        self._timer = None
        self._last = -1.0
        self._listed = True

    def heed(self, lines):
        """Lines that change a tally make the next tick."""
        changed = {line.run for line in lines if line.run is not None}
        for line in lines:
            if line.audience.startswith("person:") and line.run is not None:
                self.answered.setdefault(int(line.audience[7:]), set()).add(line.run)
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
        """Have every run's tally at hand, for somebody coming in."""
        if self._tallies is None:
            room_id = self.room.room_id
            tallies = await self.room.hub.read_once(("tallies", room_id), tallies_of, room_id)
            if self._tallies is None:
                self._tallies = tallies

    def everything(self, link):
        """Everything as told so far, for one connection."""
        people = self.room.presence.told()
        here = {"count": len(people)}
        if link.visitor:
            here["people"] = [person.told() for person in people] if self._listed else None
        return frames.tick(here=here, polls=[self._told(tally, link) for tally in self._tallies.values()])

    async def _tick(self):
        try:
            stale, self._stale = self._stale, set()
            await self.ready()
            fresh = {}
            if stale:
                try:
                    fresh = await self.room.hub.read(tallies_of, self.room.room_id, stale)
                except BaseException:
                    self._stale |= stale
                    raise
                fresh = {run: tally for run, tally in fresh.items() if self._tallies.get(run) != tally}
                self._tallies.update(fresh)
            self._send(fresh.values(), self._here())
        finally:
            self._last = self.room.hub.now()
            self._timer = None
            if self._stale:
                self.soon()

    def _here(self):
        """(for the people in the room, for the projector), or None when nobody came or went."""
        changes = self.room.presence.changes()
        if changes is None:
            return None
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

    def _send(self, tallies, here):
        if not tallies and here is None:
            return
        texts = {}
        after_own = [tally.run for tally in tallies if tally.reveal == Reveal.AFTER_OWN]
        for link in self.room.everyone():
            answered = self.answered.get(link.visitor.person_id, ()) if link.visitor else ()
            same = (link.view, *(run in answered for run in after_own))
            if same not in texts:
                texts[same] = self._text(tallies, here, link)
            link.send(texts[same])

    def _text(self, tallies, here, link):
        values = {}
        if here is not None:
            values["here"] = here[0] if link.visitor else here[1]
        if tallies:
            values["polls"] = [self._told(tally, link) for tally in tallies]
        return frames.tick(**values)

    def _told(self, tally, link):
        answered = bool(link.visitor) and tally.run in self.answered.get(link.visitor.person_id, ())
        return tally.told_to(link.view, answered)
