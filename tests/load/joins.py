"""Everybody comes at the same moment, with a session cookie, and gets the snapshot; then what an idle member weighs."""

import asyncio

from tests.load.arena import play
from tests.load.client import most_in_a_second, percentile, report, until


async def joins(arena):
    people = arena.options.people
    coach = await arena.coach_comes()
    for number in range(arena.options.messages):
        coach.do("say", text=f"Viesti {number}: mitä kokeilit viime kerran jälkeen?")
    await until(lambda: not coach.waiting, 30)
    await asyncio.sleep(1.5)
    before = arena.server.memory()
    seconds = await arena.crowd.come(arena.addresses())
    await asyncio.sleep(3)
    times = [person.counted for person in arena.crowd.people]
    report(
        what="joins",
        **arena.figures,
        seconds=round(max(seconds), 2),
        p50_s=round(percentile(seconds, 0.5) / 1000, 2),
        counts_a_second=max(map(most_in_a_second, times)),
        kb_a_member=round((arena.server.memory() - before) / people, 1),
        closed=arena.crowd.closed(),
    )
    arena.crowd.leave()


if __name__ == "__main__":
    play(joins, messages=100)
