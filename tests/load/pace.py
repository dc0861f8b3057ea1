"""A steady pace of messages from all in turn, whatever the answers: a quiet room, or so many deeds a second."""

import asyncio
from time import perf_counter

from tests.load.arena import play
from tests.load.client import Busy, percentile, report


async def pace(arena):
    await arena.fill()
    await asyncio.sleep(1.5)
    for rate in map(float, arena.options.rates.split(",")):
        report(what="pace", **arena.figures, **await steady(arena.crowd, [arena.server], rate, arena.options.seconds))
    arena.crowd.leave()


async def steady(crowd, servers, rate, seconds):
    """The figures of so many messages a second."""
    crowd.forget()
    for person in crowd.people:
        person.looks = True
    used, began = sum(server.cpu() for server in servers), perf_counter()
    with Busy() as busy:
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0, began + number / rate - perf_counter()))
            crowd.say(crowd.people[number * 7 % len(crowd.people)])
        settled = await crowd.settle()
    used = sum(server.cpu() for server in servers) - used
    return {
        "rate": rate,
        "p50_ms": round(percentile(crowd.latencies, 0.5), 1),
        "p99_ms": round(percentile(crowd.latencies, 0.99), 1),
        "ack_p99_ms": round(percentile(crowd.acks, 0.99), 1),
        "cpu_10000": round(used / sum(person.delivered for person in crowd.people) * 10_000, 4),
        "missing": crowd.missing(),
        "closed": crowd.closed(),
        "settled": settled,
        "client_busy": busy.share,
    }


if __name__ == "__main__":
    play(pace, rates="10", seconds=10.0)
