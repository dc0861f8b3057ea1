"""Deeds on disk a second: committed together, and each in a transaction of its own."""

import asyncio
import os
from functools import partial
from time import perf_counter
from uuid import uuid4

import uvloop

from tests.load.arena import database
from tests.load.client import report

AT_ONCE = 256
SECONDS = 4


async def main(room, people):
    from realtime.limits import LIMITS

    most = LIMITS.deeds_a_commit
    for how, at_once in (("together", most), ("one each", 1)):
        LIMITS.deeds_a_commit = at_once
        report(what="disk", database=database(), how=how, deeds_s=round(await deeds_a_second(room, people)))


async def deeds_a_second(room, people):
    """AT_ONCE people, each with the next deed when the last is on disk."""
    from realtime.access import standing_of
    from realtime.deeds import Deed
    from realtime.writer import Writer

    writer, loop = Writer(), asyncio.get_running_loop()
    standings = {person: await asyncio.to_thread(standing_of, person, room.session) for person in people}
    done, running = 0, True

    def send(person):
        deed = Deed(person, room.pk, "say", {"text": "jotta viesti on yhtä pitkä kuin oikeassa huoneessa"}, uuid4())
        deed.standing = standings[person]
        deed.answer = lambda outcome: loop.call_soon_threadsafe(answered, person, outcome)
        writer.submit(deed)

    def answered(person, outcome):
        nonlocal done
        if outcome.refusal:
            raise outcome.refusal
        done += 1
        if running:
            send(person)

    for person in people:
        send(person)
    await asyncio.sleep(0.5)
    before, began = done, perf_counter()
    await asyncio.sleep(SECONDS)
    rate = (done - before) / (perf_counter() - began)
    running = False
    await asyncio.to_thread(writer.stop)
    return rate


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
    import django

    django.setup()
    from realtime.rooms import enter
    from tests.load.people import make_members

    session, people = make_members(AT_ONCE)
    uvloop.run(partial(main, enter(session=session), [person.pk for person in people])())
