"""One room over two server processes and Redis, half of the people in each; beside one process, turn and turn about."""

import asyncio
import os
from types import SimpleNamespace

import uvloop

from tests.load.arena import Arena
from tests.load.client import pin, report
from tests.load.pace import steady
from tests.load.stage import CLIENT_CORE, PORT, Server
from tests.load.storm import rage

PEOPLE, SECONDS, TURNS = 500, 4.0, 3
RATES, WRITERS = (10, 200), (32, 128)


def measure(servers):
    arena = Arena(SimpleNamespace(server="room", people=PEOPLE), servers[0])
    uvloop.run(_measure(arena, servers))


async def _measure(arena, servers):
    halves = [arena.address(cookie, servers[n % len(servers)]) for n, cookie in enumerate(arena.cookies)]
    for start in range(0, PEOPLE, 50):
        await arena.crowd.come(halves[start : start + 50], sampled=4)
    await asyncio.sleep(2.5)
    same = {"what": "two processes", **arena.figures, "processes": len(servers)}
    for rate in RATES:
        report(**same, load=f"{rate} messages a second", **await steady(arena.crowd, servers, rate, SECONDS))
    for writers in WRITERS:
        report(**same, load=f"{writers} writers", **await rage(arena.crowd, servers, writers, SECONDS))
    arena.crowd.leave()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
    pin(CLIENT_CORE)
    with Server("room", PORT) as first:
        for _turn in range(TURNS):
            measure([first])
            with Server("room", PORT + 1) as second:
                measure([first, second])
