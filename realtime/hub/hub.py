"""The hub: the rooms one process has open, its reading thread, and its rounds."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from weakref import WeakKeyDictionary

from django.db import Error
from django.utils import timezone

from realtime.access import standings_of
from realtime.attendance import stayed
from realtime.closing import CLOSE_CODES
from realtime.doorbell import bell
from realtime.hub.pauses import Sweeping, keep_short
from realtime.hub.porter import Porter, close, read
from realtime.hub.presence import presents
from realtime.hub.room import OpenRoom
from realtime.limits import LIMITS
from realtime.log import writing
from realtime.models import Room
from realtime.toolbox import TOOLS, own_states
from realtime.tools.small_groups.presence import note_here
from realtime.writer import Writer

log = logging.getLogger("digikahvit.realtime")

KEPT_EMPTY = 60
MINUTE = 60
ELSEWHERE = 2
GROUPS = 2

_hubs = WeakKeyDictionary()


class Hub:
    """Made inside the running event loop; everything but ``hear_from_thread`` is called from that loop."""

    def __init__(self, bell, writer):
        self.bell = bell
        self.writer = writer
        self.rooms = {}
        self.lines = {}
        self.loop = asyncio.get_running_loop()
        self._opening = {}
        self._reading = {}
        self._tasks = set()
        self._due = {}
        self._closing = False
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="room-reader")
        self.porter = Porter(self.loop)
        self.told = self.now()
        self._sweeping = Sweeping(self.told)
        bell.attach(self)
        self.spawn(self._go_round)

    @classmethod
    def of_process(cls):
        """The hub of the running event loop; a server process has one loop and so one hub."""
        loop = asyncio.get_running_loop()
        if loop not in _hubs:
            keep_short()
            _hubs[loop] = cls(bell(), Writer())
        return _hubs[loop]

    async def close(self):
        """Let go of everything; connections are told to come back."""
        self._closing = True
        for room in self.rooms.values():
            for link in room.everyone():
                link.end(CLOSE_CODES["restart"])
        await self.bell.detach(self)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.to_thread(self.writer.stop)
        await self.porter.close()
        await self.loop.run_in_executor(self._reader, close)
        self._reader.shutdown()

    # Small things the rooms need

    def now(self):
        return self.loop.time()

    def later(self, seconds, what, *args):
        return self.loop.call_later(seconds, what, *args)

    def spawn(self, work, *args):
        """Do something in a task of its own, unless the hub is closing."""
        if self._closing:
            return
        task = self.loop.create_task(self._guarded(work, *args))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work, *args):
        """The database may be away for a while: the next round tries again."""
        try:
            await work(*args)
        except Error as error:
            log.warning("A room could not read: %s", type(error).__name__)

    async def read(self, function, *args, **kwargs):
        """Read from the database in the reading thread, which keeps its connection."""
        return await self.loop.run_in_executor(self._reader, partial(read, function, *args, **kwargs))

    async def read_once(self, key, function, *args):
        """The same reading, shared by all who ask for it while it is under way."""
        if key not in self._reading:
            reading = self._reading[key] = self.loop.create_task(self.read(function, *args))
            reading.add_done_callback(lambda _task: self._reading.pop(key))
        return await asyncio.shield(self._reading[key])

    async def own_state(self, room_id, link):
        if link.visitor is None:
            return None
        person_id = link.visitor.person_id
        return (await self.read(own_states, room_id, [person_id]))[person_id]

    # In

    def hear_from_thread(self, news):
        """News of this process's own commits, from the thread that made them."""
        if not self.call_from_thread(self.hear, news):
            self.bell.hubs.discard(self)

    def call_from_thread(self, function, *args):
        """Call in the hub's loop, after what was asked for before; False when the loop has ended."""
        try:
            self.loop.call_soon_threadsafe(function, *args)
        except RuntimeError:
            return False
        return True

    def hear(self, news, *, elsewhere=False):
        """News of a commit, made by this process or ``elsewhere``."""
        for piece in news:
            room = self.rooms.get(piece.room_id)
            if room is not None:
                room.apply(piece, may_wait=elsewhere)

    def look_at_log_soon(self):
        self.spawn(self._look_at_log)

    async def _look_at_log(self):
        """Find what no ring has told, in one query for all open rooms."""
        if not self.rooms:
            return
        standing = await self.read(_seqs, list(self.rooms))
        for room_id, seq in standing.items():
            room = self.rooms.get(room_id)
            if room is not None and room.applied is not None and seq > room.applied:
                self.spawn(room.catch_up)

    # Rooms

    async def enter(self, room_id):
        """The room, opened by the first who comes: subscribed to first, then read."""
        room = self.rooms.get(room_id)
        if room is None:
            room = self.rooms[room_id] = OpenRoom(self, room_id)
            self._opening[room_id] = self.loop.create_task(self._open(room))
        if room_id in self._opening:
            await asyncio.shield(self._opening[room_id])
        return room

    async def _open(self, room):
        try:
            await self.bell.listen(self, room.room_id)
            self.writer.submit(partial(_warm_up, room.room_id))  # the first deed need not wait for it
            room.start((await self.read(_seqs, [room.room_id]))[room.room_id])
            room.is_small = await self.read(_is_small, room.room_id)
        except BaseException:
            del self.rooms[room.room_id]
            raise
        finally:
            del self._opening[room.room_id]

    # Rounds

    async def _go_round(self):
        while True:
            await asyncio.sleep(1)
            for round_, seconds in (
                (self._sweep, 1),
                (self._look_at_clocks, 1),
                (self._look_at_log, LIMITS.look_at_log),
                (self._beat, LIMITS.beat),
                (self._count_minutes, MINUTE),
                (self._ask_again, 1),
                (self._note_groups, GROUPS),
                (self._ask_elsewhere, ELSEWHERE),
                (self._collect_garbage, 1),
            ):
                if self._is_due(round_.__name__, seconds):
                    await self._guarded(round_)

    def _is_due(self, name, seconds):
        now = self.now()
        due = self._due.setdefault(name, now + seconds - 1)
        if now < due:
            return False
        self._due[name] = now + seconds
        return True

    async def _sweep(self):
        """Tell who has left, and close rooms that have been empty for a while."""
        now = self.now()
        for room in list(self.rooms.values()):
            room.presence.sweep(now)
            if room.presence.is_changed():
                room.ticks.soon()
            if room.empty_since is not None and now - room.empty_since > KEPT_EMPTY:
                del self.rooms[room.room_id]
                await self.bell.unlisten(self, room.room_id)

    async def _look_at_clocks(self):
        """What has come to its time is ended by the writer, whoever is there to see it."""
        at = timezone.now()
        for room in self.rooms.values():
            for tool in room.ticks.overdue(at):
                self.writer.submit(partial(TOOLS[tool].overdue, room.room_id, at))

    async def _beat(self):
        for room in self.rooms.values():
            if room.applied is not None:
                room.beat()

    async def _count_minutes(self):
        """One more minute for everybody here; written by the writer, as everything is."""
        for room in self.rooms.values():
            people = [present.person_id for present in room.presence.local()]
            if people:
                self.writer.submit(partial(_stayed, room.room_id, people, timezone.now()))

    async def _note_groups(self):
        """Who is in the small groups' rooms, for their coaches; and for those who coach, how the groups are doing."""
        for room in self.rooms.values():
            gone, here = room.who_moved(self.now(), MINUTE / 2)
            if gone or here:
                self.writer.submit(partial(note_here, room.room_id, here, gone, timezone.now()))
            if room.links["coach"]:
                room.ticks.look_again()

    async def _collect_garbage(self):
        self._sweeping.round(self.now(), self.told)

    async def _ask_again(self):
        """Rights may have changed: whoever lost them goes, whoever has others comes back for another view.

        A few people at a time, those first who have waited longest.
        """
        for room in list(self.rooms.values()):
            people = room.people_to_ask(self.now())
            if people:
                await self.ask_about(room, people)

    async def ask_about(self, room, people):
        """Ask these people's rights again now."""
        for person_id, standing in (await self.porter.ask(_standings, room.room_id, people)).items():
            room.settle(person_id, standing)

    async def _ask_elsewhere(self):
        """Who is in the same rooms in other processes, where there are such."""
        if not self.bell.remote:
            return
        for room in list(self.rooms.values()):
            here = {present.person_id: present.coach for present in room.presence.local()}
            people = await self.bell.meet(self, room.room_id, here)
            if people is not None:
                room.presence.set_elsewhere(await self.read(presents, room.room_id, people) if people else [])


def _warm_up(room_id):
    """Connected, and what every commit asks made ready."""
    with writing(room_id):
        pass


def _seqs(room_ids):
    return dict(Room.objects.filter(pk__in=room_ids).values_list("pk", "seq"))


def _is_small(room_id):
    return Room.objects.filter(pk=room_id, group__isnull=False).exists()


def _standings(room_id, people):
    return standings_of(people, Room.objects.select_related("session__programme").get(pk=room_id))


def _stayed(room_id, people, at):
    room = Room.objects.select_related("session__programme").get(pk=room_id)
    stayed(room=room, people=people, at=at)
