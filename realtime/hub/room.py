"""A room as one process has it open: the tape of its log, and the connections that hear it."""

from time import perf_counter

from coaching.core.compact import dumps
from realtime.closing import CLOSE_CODES
from realtime.hub import frames
from realtime.hub.presence import Presence
from realtime.hub.tape import Tape
from realtime.hub.telling import hears, send_all, told_to
from realtime.hub.ticks import Ticks
from realtime.kinds import KINDS
from realtime.limits import LIMITS
from realtime.snapshot import shared_state
from realtime.toolbox import acted_on

PATIENCE = 0.03


class OpenRoom:
    """``screens`` are the projectors that are here or coming in.

    After telling everybody something the room rests for as long as that took:
    news from elsewhere wait for it, and are then told together, or with the
    next of this process's own, which are told at once as their answers follow.
    While such are being committed, they wait up to PATIENCE seconds for them.
    """

    def __init__(self, hub, room_id):
        self.hub = hub
        self.room_id = room_id
        self.tape = Tape(hub, room_id, self._hear)
        self.links = {"coach": set(), "member": set(), "projector": set()}
        self.of_person = {}
        self.screens = set()
        self.presence = Presence()
        self.ticks = Ticks(self)
        self.empty_since = None
        self.is_small = False
        self._noted = {}
        self._sent = {}
        self._untold = []
        self._rest = None
        self._snapshots = {}

    def everyone(self):
        return [link for links in self.links.values() for link in links]

    # In from the log

    def start(self, seq):
        """The log stands at ``seq``."""
        self._sent = dict.fromkeys(self.links, seq)
        self.tape.start(seq)

    def _hear(self, lines, *, may_wait=False):
        self._untold.extend(lines)
        if may_wait and self.hub.writer.at_work and not self._rest:
            self._rest = self.hub.later(PATIENCE, self._wake)
        if not (may_wait and self._rest):
            self.tell()

    def tell(self):
        """Pass on what is known and has not been told."""
        lines, self._untold = self._untold, []
        if not lines:
            return
        began = perf_counter()
        self._heed(lines)
        self.hub.told = self.hub.now()
        if self._rest:
            self._rest.cancel()
        self._rest = self.hub.later(perf_counter() - began, self._wake)

    def _wake(self):
        self._rest = None
        self.tell()

    def _heed(self, lines):
        self._pass_on(lines)
        self.ticks.heed(lines)
        for line, kind in ((line, KINDS[line.kind]) for line in lines if line.kind in KINDS):
            if kind.rights:
                self.hub.spawn(self.hub.ask_about, self, [int(line.audience[7:])])
            if kind.screens:
                for screen in list(self.screens):
                    screen.end(CLOSE_CODES["restart"])

    def _pass_on(self, lines):
        """One frame for each view, encoded once; those who also hear something of their own get one of their own."""
        seq = lines[-1].seq
        heard = {view: [told_to(view, line) for line in lines if hears(view, line)] for view in self.links}
        own = {}
        for line in lines:
            for link in self._owners(line):
                own.setdefault(link, []).append(line)
        for link, of_theirs in own.items():
            theirs = sorted(heard[link.view] + of_theirs)
            link.send(frames.events(theirs, self._sent[link.view], seq))
        for view, links in self.links.items():
            if heard[view]:
                text = frames.events(heard[view], self._sent[view], seq)
                self._sent[view] = seq
                send_all([link for link in links if link not in own], text)

    def _owners(self, line):
        return self.of_person.get(int(line.audience[7:]), ()) if line.audience.startswith("person:") else ()

    def _for(self, link, lines):
        """The lines this connection hears, its person's own among them."""
        own = link.visitor and f"person:{link.visitor.person_id}"
        return [told_to(link.view, line) for line in lines if hears(link.view, line) or line.audience == own]

    # Coming and going

    async def welcome(self, link, *, after, own, own_seq):
        """Give a connection what it has missed, or a snapshot, and let it hear from then on.

        ``after`` is None for somebody who has nothing (or another view's state).
        The last steps are taken without a pause, so nothing falls in between.
        """
        await self.ticks.ready()
        lines = await self.tape.missed(after)
        if lines is None:
            after, shared = await self._snapshot(link.view)
            while self._may_have_own(link, own_seq, after):
                own_seq = max(after, self.tape.at)
                own = await self.hub.own_state(self.room_id, link)
                after, shared = await self._snapshot(link.view)
            link.send(frames.snapshot(shared, own, after))
            lines = self.tape.since(after)
            if lines:
                link.send(frames.events(self._for(link, lines), after, self.tape.at))
        else:
            link.send(frames.events(self._for(link, lines), after, self.tape.at))
        self.tell()
        self._add(link, own)
        link.send(self.ticks.everything(link))

    def _may_have_own(self, link, known, seq):
        """Whether there may be something of the person's after ``known`` that no event after ``seq`` will tell."""
        if link.visitor is None or seq <= known:
            return False
        own = f"person:{link.visitor.person_id}"
        remembered = self.tape.remembers(known) and seq <= self.tape.at
        return not remembered or any(line.seq <= seq and line.audience == own for line in self.tape.since(known))

    def _add(self, link, own):
        self.empty_since = None
        self.links[link.view].add(link)
        if link.visitor:
            self.of_person.setdefault(link.visitor.person_id, {})[link] = None
            self._end_oldest_of(link.visitor.person_id)
            self.ticks.acted.setdefault(link.visitor.person_id, set()).update(acted_on(own))
            self.presence.came(link.visitor.present)
            self.ticks.soon()

    def _end_oldest_of(self, person_id):
        """Of a person's connections as many as one may have stay, the newest."""
        for link in list(self.of_person[person_id])[: -LIMITS.connections_a_person]:
            link.end(CLOSE_CODES["replaced"])
            self.remove(link, self.hub.now())

    def remove(self, link, now):
        if link not in self.links[link.view]:
            return
        self.links[link.view].discard(link)
        if link.visitor:
            links = self.of_person[link.visitor.person_id]
            del links[link]
            if not links:
                del self.of_person[link.visitor.person_id]
            self.presence.left(link.visitor.present, now)
        if not any(self.links.values()):
            self.empty_since = now

    def who_moved(self, now, again):
        """(gone, here): whose going from a small group's room or being there is to be noted, the latter ``again``."""
        here = {one.person_id for one in self.presence.local()} if self.is_small else set()
        gone = self._noted.keys() - here
        due = {pk for pk in here if now - self._noted.get(pk, -again) >= again}
        self._noted = {pk: now if pk in due else self._noted[pk] for pk in here}
        return gone, due

    def people_to_ask(self, now):
        """Whose rights are to be asked again this second: those asked longest ago, so many that all get their turn."""
        oldest = {}
        for person_id, links in self.of_person.items():
            for link in links:
                link.visitor.asked = now if link.visitor.asked is None else link.visitor.asked
            oldest[person_id] = min(link.visitor.asked for link in links)
        due = sorted((asked, person_id) for person_id, asked in oldest.items() if asked + LIMITS.ask_again <= now)
        most = 2 + int(len(oldest) / LIMITS.ask_again)
        for _asked, person_id in due[:most]:
            for link in self.of_person[person_id]:
                link.visitor.asked = now
        return [person_id for _asked, person_id in due[:most]]

    def settle(self, person_id, standing):
        """What asking again has told: nothing new, another view to come back for, or no right any more."""
        for link in list(self.of_person.get(person_id, ())):
            if standing is None:
                link.end(CLOSE_CODES["not_allowed"])
            elif standing.view != link.view:
                link.end(CLOSE_CODES["restart"])
            else:
                link.visitor.standing = standing

    async def resume(self, link, last):
        """A connected client has seen a gap, or has slept: what it has missed, or a snapshot."""
        lines = await self.tape.missed(last)
        if lines is None:
            self.remove(link, self.hub.now())
            last = self.tape.at
            own = await self.hub.own_state(self.room_id, link)
            await self.welcome(link, after=None, own=own, own_seq=last)
            return
        self.tell()
        link.send(frames.events(self._for(link, lines), last, self.tape.at))

    async def _snapshot(self, view):
        """(seq, text) of the shared state, read from the database once for many who come at the same time.

        What came after it is still in memory when this returns.
        """
        while (kept := self._snapshots.get(view)) is None or kept[0] < self.tape.oldest_useful():
            seq, state = await self.hub.read_once(("snapshot", self.room_id, view), shared_state, self.room_id, view)
            self._snapshots[view] = (seq, dumps(state))
        return kept

    def beat(self):
        self.tell()
        send_all(self.everyone(), frames.beat(self.tape.at))
