"""What a hub does again and again, whether or not anybody does anything."""

import asyncio
from functools import partial

from django.utils import timezone

from realtime.attendance import stayed
from realtime.hub.pauses import Sweeping
from realtime.hub.presence import presents
from realtime.limits import LIMITS
from realtime.models import Room
from realtime.toolbox import TOOLS
from realtime.tools.small_groups.presence import note_here

KEPT_EMPTY = 60
MINUTE = 60
ELSEWHERE = 2
GROUPS = 2


class Rounds:
    """Every second it is asked of each round whether it is due."""

    def __init__(self, hub):
        self._hub = hub
        self._due = {}
        self._sweeping = Sweeping(hub.told)

    async def go_on(self):
        """For as long as the hub is open."""
        while True:
            await asyncio.sleep(1)
            for round_, seconds in (
                (self._sweep, 1),
                (self._look_at_clocks, 1),
                (self._hub.look_at_log, LIMITS.look_at_log),
                (self._beat, LIMITS.beat),
                (self._count_minutes, MINUTE),
                (self._ask_again, 1),
                (self._note_groups, GROUPS),
                (self._ask_elsewhere, ELSEWHERE),
                (self._collect_garbage, 1),
            ):
                if self._is_due(round_.__name__, seconds):
                    await self._hub.guarded(round_)

    def _is_due(self, name, seconds):
        now = self._hub.now()
        due = self._due.setdefault(name, now + seconds - 1)
        if now < due:
            return False
        self._due[name] = now + seconds
        return True

    async def _sweep(self):
        """Tell who has left, and close rooms that have been empty for a while."""
        now = self._hub.now()
        for room in list(self._hub.rooms.values()):
            room.presence.sweep(now)
            if room.presence.is_changed():
                room.ticks.soon()
            if room.empty_since is not None and now - room.empty_since > KEPT_EMPTY:
                await self._hub.leave(room)

    async def _look_at_clocks(self):
        """What has come to its time is ended by the writer, whoever is there to see it."""
        at = timezone.now()
        for room in self._hub.rooms.values():
            for tool in room.ticks.overdue(at):
                self._hub.writer.submit(partial(TOOLS[tool].overdue, room.room_id, at))

    async def _beat(self):
        for room in self._hub.rooms.values():
            if room.tape.at is not None:
                room.beat()

    async def _count_minutes(self):
        """One more minute for everybody here; written by the writer, as everything is."""
        for room in self._hub.rooms.values():
            people = [present.person_id for present in room.presence.local()]
            if people:
                self._hub.writer.submit(partial(_stayed, room.room_id, people, timezone.now()))

    async def _note_groups(self):
        """Who is in the small groups' rooms, for their coaches; and for those who coach, how the groups are doing."""
        for room in self._hub.rooms.values():
            gone, here = room.who_moved(self._hub.now(), MINUTE / 2)
            if gone or here:
                self._hub.writer.submit(partial(note_here, room.room_id, here, gone, timezone.now()))
            if room.links["coach"]:
                room.ticks.look_again()

    async def _collect_garbage(self):
        self._sweeping.round(self._hub.now(), self._hub.told)

    async def _ask_again(self):
        """Rights may have changed: whoever lost them goes, whoever has others comes back for another view.

        A few people at a time, those first who have waited longest.
        """
        for room in list(self._hub.rooms.values()):
            people = room.people_to_ask(self._hub.now())
            if people:
                await self._hub.ask_about(room, people)

    async def _ask_elsewhere(self):
        """Who is in the same rooms in other processes, where there are such."""
        bell = self._hub.bell
        if not bell.remote:
            return
        for room in list(self._hub.rooms.values()):
            here = {present.person_id: present.coach for present in room.presence.local()}
            people = await bell.meet(self._hub, room.room_id, here)
            if people is not None:
                room.presence.set_elsewhere(await self._hub.read(presents, room.room_id, people) if people else [])


def _stayed(room_id, people, at):
    room = Room.objects.select_related("session__programme").get(pk=room_id)
    stayed(room=room, people=people, at=at)
