"""Deeds on disk a second: committed together, and each in a transaction of its own."""

import asyncio
import os
from functools import partial
from time import perf_counter
from uuid import uuid4

import uvloop

from tests.load.arena import database
from tests.load.client import percentile, report

AT_ONCE = 256
SECONDS = 4
RATE = 200
TEXT = "jotta viesti on yhtä pitkä kuin oikeassa huoneessa"


async def main(room, people):
    from realtime.limits import LIMITS

    most = LIMITS.deeds_a_commit
    for how, at_once in (("together", most), ("one each", 1)):
        LIMITS.deeds_a_commit = at_once
        report(what="disk", database=database(), how=how, deeds_s=round(await Desk(room, people).as_many_as_go()))
    LIMITS.deeds_a_commit = most
    acks = await Desk(room, people).steadily()
    p50, p99 = (round(percentile(acks, share), 1) for share in (0.5, 0.99))
    report(what="disk pace", database=database(), rate=RATE, p50_ms=p50, p99_ms=p99)


class Desk:
    """A writer of its own, and people who send it what they say."""

    def __init__(self, room, people):
        from realtime.writer import Writer

        self.room, self.people = room, people
        self.writer, self.loop = Writer(), asyncio.get_running_loop()
        self.acks = []
        self.running = True

    async def as_many_as_go(self):
        """Deeds a second, when each person sends the next when the last is on disk."""
        await self._know_them()
        for person in self.people:
            self._send(person, again=True)
        await asyncio.sleep(0.5)
        before, began = len(self.acks), perf_counter()
        await asyncio.sleep(SECONDS)
        rate = (len(self.acks) - before) / (perf_counter() - began)
        self.running = False
        await asyncio.to_thread(self.writer.stop)
        return rate

    async def steadily(self):
        """How long each took, at RATE a second."""
        await self._know_them()
        began = perf_counter()
        for number in range(RATE * SECONDS):
            await asyncio.sleep(max(0, began + number / RATE - perf_counter()))
            self._send(self.people[number % len(self.people)])
        await asyncio.to_thread(self.writer.stop)
        await asyncio.sleep(0)
        return self.acks

    async def _know_them(self):
        from realtime.access import standings_of

        self.standings = await asyncio.to_thread(standings_of, self.people, self.room)

    def _send(self, person, again=False):
        from realtime.deeds import Deed

        deed = Deed(person, self.room.pk, "say", {"text": TEXT}, uuid4())
        deed.standing = self.standings[person]
        sent = perf_counter()
        deed.answer = lambda outcome: self.loop.call_soon_threadsafe(self._answered, person, outcome, sent, again)
        self.writer.submit(deed)

    def _answered(self, person, outcome, sent, again):
        if outcome.refusal:
            raise outcome.refusal
        self.acks.append(perf_counter() - sent)
        if again and self.running:
            self._send(person, again)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
    import django

    django.setup()
    from realtime.rooms import enter
    from tests.load.people import make_members

    session, people = make_members(AT_ONCE)
    uvloop.run(partial(main, enter(session=session), [person.pk for person in people])())
