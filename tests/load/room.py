"""One live room under load, from outside: joining, a storm of talk, a vote burst.

    python -m tests.load.room --server uvicorn --people 500 --writers 32

Starts a server of its own (pinned to one core, the client to the other),
speaks the real protocol and prints figures. Everything is on disk before it
is acknowledged.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
from time import perf_counter
from uuid import uuid4

import uvloop

SERVERS = {
    "uvicorn": "-m uvicorn tests.load.app:application --ws websockets-sansio --loop uvloop --lifespan off"
    " --log-level warning --ws-per-message-deflate false --port",
    "daphne": "-m daphne tests.load.app:application --no-server-name -v 0 -p",
}
SAID = b"A sentence as long as people write in a live room, " * 2


class Person:
    """One connection: how many events it has heard, and its own deeds' times."""

    def __init__(self):
        self.events = self.last = 0
        self.tick_at = self.joined_at = None
        self.answered = 0
        self.waiting = {}
        self.acks = []
        self.refused = []
        self.next = None

    def heard(self, text, at):
        if text.startswith(b'{"events"'):
            self.events += text.count(b'"kind":')
        elif text.startswith(b'{"ack"'):
            deed = json.loads(text)["ack"]
            self.acks.append(at - self.waiting.pop(deed))
            if self.next:
                self.next()
        elif text.startswith(b'{"tick"'):
            self.joined_at = self.joined_at or at
            if b'"polls":[{' in text:
                self.answered = max(self.answered, json.loads(text)["tick"]["polls"][-1]["answered"])
                self.tick_at = at
        elif text.startswith(b'{"refused"'):
            self.refused.append(text)

    def do(self, name, **fields):
        deed = str(uuid4())
        self.waiting[deed] = perf_counter()
        self.wire.send({"do": name, "id": deed, **fields})


async def main(options, session, coach_cookie, cookies, poll, server):
    from tests.load.wire import Wire

    loop = asyncio.get_running_loop()
    host = f"127.0.0.1:{options.port}"

    async def join(cookie):
        person = Person()
        _, person.wire = await loop.create_connection(
            lambda: Wire(f"/ws/huone/{session}/", cookie, person.heard, host), "127.0.0.1", options.port
        )
        return person

    started = perf_counter()
    coach = await join(coach_cookie)
    people = await asyncio.gather(*(join(cookie) for cookie in cookies))
    await _until(lambda: all(person.joined_at for person in people), 60)
    print(f"join: {len(people)} in {max(p.joined_at for p in people) - started:.2f} s")
    await asyncio.sleep(2)

    cpu = _cpu(server)
    before = [person.events for person in people]
    running = True
    for person in people[: options.writers]:
        person.next = lambda person=person: person.do("say", text=SAID.decode()) if running else None
        person.next()
    begun = perf_counter()
    await asyncio.sleep(options.seconds)
    running = False
    seconds = perf_counter() - begun
    await _until(lambda: not any(person.waiting for person in people), 20)
    said = sum(len(person.acks) for person in people)
    await _until(lambda: all(p.events - b >= said for p, b in zip(people, before, strict=True)), 20)
    delivered = sum(person.events - b for person, b in zip(people, before, strict=True))
    acks = sorted(ack for person in people for ack in person.acks)
    used = _cpu(server) - cpu
    print(
        f"storm, {options.writers} writers: {said / seconds:.0f} messages/s on disk, "
        f"{delivered / seconds:,.0f} deliveries/s, ack p50 {1000 * acks[len(acks) // 2]:.0f} ms, "
        f"p99 {1000 * acks[int(len(acks) * 0.99)]:.0f} ms, {used / delivered * 10_000:.3f} CPU s per 10,000, "
        f"missing {said * len(people) - delivered}, closed {sum(p.wire.closed is not None for p in people)}"
    )

    for person in people:
        person.acks.clear()
        person.next = None
    run_seen = asyncio.Event()
    coach.next = run_seen.set
    coach.do("open", poll=poll)
    await asyncio.wait_for(run_seen.wait(), 10)
    run = await _run_of(session)
    votes = [
        loop.call_later(2 * i / len(people), lambda p=p: p.do("vote", run=run, choice=[0]))
        for i, p in enumerate(people)
    ]
    await asyncio.sleep(2)
    await _until(lambda: all(person.acks for person in people), 30)
    last_ack = perf_counter()
    await _until(lambda: all(person.answered == len(votes) for person in people), 10)
    acks = sorted(ack for person in people for ack in person.acks)
    print(
        f"votes: {len(acks)} in 2 s, ack p99 {1000 * acks[int(len(acks) * 0.99)]:.0f} ms, "
        f"last screen {max(p.tick_at for p in people) - last_ack:+.2f} s from the last ack, "
        f"refused {sum(len(p.refused) for p in people)}"
    )


async def _run_of(session):
    from realtime.models import PollRun

    return (await PollRun.objects.filter(room__session=session).alatest("pk")).pk


async def _until(condition, timeout):
    end = perf_counter() + timeout
    while not condition():
        if perf_counter() > end:
            print("  (not reached in time)")
            return
        await asyncio.sleep(0.02)


def _cpu(server):
    fields = open(f"/proc/{server.pid}/stat").read().rsplit(")", 1)[1].split()  # noqa: SIM115
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for(port, server):
    import socket
    import time

    for _attempt in range(600):
        if server.poll() is not None:
            sys.exit("the server ended")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    sys.exit("the server did not start in time")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", choices=SERVERS, default="uvicorn")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--writers", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--port", type=int, default=8110)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
    import django

    django.setup()
    from tests.load.people import make_room

    made = make_room(options.people)
    server = subprocess.Popen(
        ["taskset", "-c", "0", sys.executable, *SERVERS[options.server].split(), str(options.port)]
    )
    os.sched_setaffinity(0, {1})
    try:
        wait_for(options.port, server)
        uvloop.run(main(options, *made, server))
    finally:
        server.terminate()
        server.wait()
