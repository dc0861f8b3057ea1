"""Everyone votes within two seconds, and watches the tally."""

import asyncio
from time import perf_counter

from tests.load.arena import play
from tests.load.client import Busy, most_in_a_second, percentile, report, until


async def votes(arena):
    await arena.fill()
    coach = await arena.coach_comes()
    people = arena.crowd.people
    await asyncio.sleep(1.5)
    coach.do("open", poll=arena.poll)
    await until(lambda: all(person.run for person in people), 20)
    arena.crowd.forget()
    for person in people:
        person.tallied.clear()
    used, loop = arena.server.cpu(), asyncio.get_running_loop()
    with Busy() as busy:
        for index, person in enumerate(people):
            loop.call_later(2 * index / len(people), lambda p=person, i=index: p.do("vote", run=p.run, answer=[i % 3]))
        await asyncio.sleep(2)
        acked = await until(lambda: len(arena.crowd.acks) == len(people), 60)
        last_ack = perf_counter()
        seen = await until(lambda: all(person.answered == len(people) for person in people), 30)
    last = max(person.tallied[-1] for person in people)
    await asyncio.sleep(1)
    report(
        what="votes",
        **arena.figures,
        ack_p99_ms=round(percentile(arena.crowd.acks, 0.99), 1),
        final_s=round(last - last_ack, 2) if seen else None,
        tallies_a_second=max(most_in_a_second(person.tallied) for person in people),
        ballots=await _ballots(people[0].run),
        refused=sum(len(person.refused) for person in people),
        settled=acked and seen,
        cpu_s=round(arena.server.cpu() - used, 2),
        client_busy=busy.share,
    )
    arena.crowd.leave()


async def _ballots(run):
    from realtime.models import Ballot

    return await Ballot.objects.filter(run=run).acount()


if __name__ == "__main__":
    play(votes)
