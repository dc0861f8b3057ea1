"""Many write at once: each sends the next message when the last one has been acknowledged.

Ten seconds are some 170 commits of 128: of half as many, one pause of the disk would be the p99.
"""

import asyncio
from time import perf_counter

from tests.load.arena import play
from tests.load.client import Busy, percentile, report


async def storm(arena):
    await arena.fill()
    await asyncio.sleep(1)
    for writers in map(int, arena.options.writers.split(",")):
        report(what="storm", **arena.figures, **await rage(arena.crowd, [arena.server], writers, arena.options.seconds))
    arena.crowd.leave()


async def rage(crowd, servers, writers, seconds):
    """The figures of one storm of so many writers."""
    crowd.forget()
    running = True
    used, began = sum(server.cpu() for server in servers), perf_counter()
    step = len(crowd.people) // writers or 1
    for person in crowd.people[::step][:writers]:
        person.then = lambda person=person: crowd.say(person) if running else None
        crowd.say(person)
    with Busy() as busy:
        await asyncio.sleep(seconds)
    running = False
    delivered, took = sum(person.delivered for person in crowd.people), perf_counter() - began
    settled = await crowd.settle()
    everything = sum(person.delivered for person in crowd.people)
    used = sum(server.cpu() for server in servers) - used
    return {
        "writers": writers,
        "messages_s": round(len(crowd.sent) / took),
        "deliveries_s": round(delivered / took),
        "p50_ms": round(percentile(crowd.latencies, 0.5), 1),
        "p99_ms": round(percentile(crowd.latencies, 0.99), 1),
        "ack_p99_ms": round(percentile(crowd.acks, 0.99), 1),
        "cpu_10000": round(used / everything * 10_000, 4),
        "missing": crowd.missing(),
        "closed": crowd.closed(),
        "settled": settled,
        "client_busy": busy.share,
    }


if __name__ == "__main__":
    play(storm, writers="8,32,128", seconds=10.0)
