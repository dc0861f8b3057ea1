"""The hub: the rooms one process has open, and its reading thread."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from weakref import WeakKeyDictionary

from django.db import Error

from realtime.access import standings_of
from realtime.closing import CLOSE_CODES
from realtime.doorbell import bell
from realtime.hub.pauses import keep_short
from realtime.hub.porter import Porter, close, read
from realtime.hub.room import OpenRoom
from realtime.hub.rounds import Rounds
from realtime.log import writing
from realtime.models import Room
from realtime.toolbox import own_states
from realtime.writer import Writer

log = logging.getLogger("digikahvit.realtime")

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
        self._closing = False
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="room-reader")
        self.porter = Porter(self.loop)
        self.told = self.now()
        bell.attach(self)
        self.spawn(Rounds(self).go_on)

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
        task = self.loop.create_task(self.guarded(work, *args))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def guarded(self, work, *args):
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
                room.tape.ring(piece, may_wait=elsewhere)

    def look_at_log_soon(self):
        self.spawn(self.look_at_log)

    async def look_at_log(self):
        """Find what no ring has told, in one query for all open rooms."""
        if not self.rooms:
            return
        standing = await self.read(_seqs, list(self.rooms))
        for room_id, seq in standing.items():
            room = self.rooms.get(room_id)
            if room is not None and room.tape.at is not None and seq > room.tape.at:
                self.spawn(room.tape.catch_up)

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

    async def leave(self, room):
        """Have a room open no more."""
        del self.rooms[room.room_id]
        await self.bell.unlisten(self, room.room_id)

    async def ask_about(self, room, people):
        """Ask these people's rights again now."""
        for person_id, standing in (await self.porter.ask(_standings, room.room_id, people)).items():
            room.settle(person_id, standing)


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
