"""``make fire``: a room in use while its servers are killed, its databases go away and its lines are cut.

Judged by content: what was acknowledged is in the log once and with the same
number, everybody ends with the same state, and nothing has come twice.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from tests.load.client import report, until
from tests.load.results import keep
from tests.load.stage import PORT, ROOT, Postgres, Redis, Server
from tests.load.survivor import Survivor

PATIENCE = 90


class Battle:
    """A room, its survivors, and those who go on writing and voting until ``running`` is False."""

    def __init__(self, servers, made):
        session, coach, cookies, self.poll = made
        path = f"/ws/huone/{session}/"
        self.session = session
        self.coach = Survivor(servers, path, coach)
        self.people = [Survivor(servers, path, cookie) for cookie in cookies]
        self.everyone = [self.coach, *self.people]
        self.running = True
        self.said = []

    async def begin(self):
        """Everybody in, a poll open, all writing."""
        await self._all(lambda one: one.state.snapshot is not None)
        await self.coach.do("open", poll=self.poll)
        await self._all(lambda one: one.state.snapshot["polls"])
        self.run = self.coach.state.snapshot["polls"][-1]["run"]
        self.writing = [asyncio.create_task(self._write(number, one)) for number, one in enumerate(self.people)]

    async def _write(self, number, person):
        """One deed after another, each when the last is answered; every third is a change of mind."""
        count = 0
        while self.running:
            count += 1
            if count % 3 == 0:
                await person.do("vote", run=self.run, answer=[random.randrange(3)])
            else:
                self.said.append(f"{number}: {count}")
                await person.do("say", text=self.said[-1])
            while person.outbox and self.running:
                await asyncio.sleep(random.uniform(0.05, 0.2))
            await asyncio.sleep(random.uniform(0, 0.3))

    async def end(self):
        """Stop, let everything settle, and tell what is wrong: an empty list when nothing is."""
        self.running = False
        await asyncio.gather(*self.writing)
        wrong = []
        if not await until(lambda: not any(one.outbox for one in self.everyone), PATIENCE):
            wrong.append(f"{sum(len(one.outbox) for one in self.everyone)} deeds were never answered")
        seq = await asyncio.to_thread(asked, _seq, self.session)
        if not await self._caught_up(seq):
            wrong.append(f"{sum(one.state.last < seq for one in self.everyone)} never caught up with {seq}")
        wrong += await asyncio.to_thread(asked, self._judge)
        for one in self.everyone:
            await one.leave()
        return wrong

    async def _caught_up(self, seq):
        for _attempt in range(PATIENCE):
            behind = [one for one in self.everyone if one.state.last < seq]
            if not behind:
                return True
            for one in behind:
                await one.resume()
            await asyncio.sleep(1)
        return False

    async def _all(self, condition):
        assert await until(lambda: all(condition(one) for one in self.everyone), PATIENCE)

    def _judge(self):
        from realtime.models import Event, Message
        from realtime.tools.polls.models import Ballot

        told = {str(deed): seq for deed, seq in Event.objects.exclude(deed_id=None).values_list("deed_id", "seq")}
        acked = {deed: seq for one in self.everyone for deed, seq in one.acked.items()}
        texts = list(Message.objects.filter(room__session=self.session).order_by("seq").values_list("text", flat=True))
        seqs = list(Event.objects.filter(room__session=self.session).order_by("seq").values_list("seq", flat=True))
        answers = list(Ballot.objects.filter(run=self.run).values_list("answer", flat=True))
        voters = [one for one in self.people if one.voted is not None]
        last = [message["text"] for message in self.coach.state.snapshot["messages"]][-100:]
        wrong = {
            "acknowledged and lost": sum(deed not in told for deed in acked),
            "acknowledged by another number": sum(told.get(deed, seq) != seq for deed, seq in acked.items()),
            "said twice": len(texts) - len(set(texts)),
            "said and not there": len(set(self.said) - set(texts)),
            "gaps in the log": int(seqs != list(range(seqs[0], seqs[0] + len(seqs)))),
            "applied twice": sum(len(one.state.seen) != len(set(one.state.seen)) for one in self.everyone),
            "another state": sum(_shown(one) != _shown(self.coach) for one in self.people),
            "not the log's state": int(last != texts[-100:]),
            "ballots too many or few": len(answers) - len(voters),
            "ballots not as last acknowledged": sorted(answers) != sorted(one.voted for one in voters),
            "refused": sum(len(one.refused) for one in self.everyone),
        }
        return [f"{what}: {number}" for what, number in wrong.items() if number]


def _shown(one):
    snapshot = one.state.snapshot
    return [message["seq"] for message in snapshot["messages"]][-100:], snapshot["polls"]


def asked(function, *args):
    """Call in a thread that comes and goes: the connection it opened goes with it."""
    from django.db import connections

    try:
        return function(*args)
    finally:
        connections.close_all()


def _seq(session):
    from realtime.models import Room

    return Room.objects.get(session=session).seq


async def kills(battle, servers, backs, times=10):
    """kill -9 of a server process, and a new one in its place."""
    for number in range(times):
        await asyncio.sleep(2)
        server = servers[number % len(servers)]
        server.process.kill()
        await asyncio.to_thread(server.process.wait)
        await asyncio.to_thread(server.start)


async def redis_restarts(battle, servers, backs):
    await _goes_away(backs["redis"], 3)


async def postgres_goes_away(battle, servers, backs):
    await _goes_away(backs["postgres"], 10)


async def _goes_away(back, seconds):
    await asyncio.sleep(2)
    await asyncio.to_thread(back.stop)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(back.start)
    await asyncio.sleep(4)


async def readers_stop(battle, servers, backs):
    """A tenth of the people stop reading while the others write on, and go on later."""
    asleep = battle.people[:: max(1, len(battle.people) // 10)]
    for one in asleep:
        one.reading.clear()
    await asyncio.sleep(10)
    for one in asleep:
        one.reading.set()


async def lines_are_cut(battle, servers, backs, times=10_000):
    before = sum(one.connections for one in battle.everyone)
    while sum(one.connections for one in battle.everyone) - before < times:
        random.choice(battle.everyone).cut()
        await asyncio.sleep(0.005)


async def fight(scene, servers, made, backs):
    """One scene from start to end; its figures."""
    began = time.monotonic()
    battle = Battle(servers, made)
    await battle.begin()
    await scene(battle, servers, backs)
    wrong = await battle.end()
    return {
        "people": len(battle.people),
        "acknowledged": sum(len(one.acked) for one in battle.everyone),
        "reconnections": sum(one.connections - 1 for one in battle.everyone),
        "seconds": round(time.monotonic() - began),
        "wrong": wrong,
    }


SCENES = {
    "kills": kills,
    "readers stop": readers_stop,
    "lines are cut": lines_are_cut,
    "redis restarts": redis_restarts,
    "postgres goes away": postgres_goes_away,
}
ALONE = ("kills", "readers stop", "lines are cut")


def one_scene(scene, kind, people):
    """In this process, over databases and servers of its own; ends with 1 when anything was wrong."""
    with ExitStack() as stack:
        place = stack.enter_context(tempfile.TemporaryDirectory())
        os.environ |= {"DIGIKAHVIT_DATA_DIR": place, "DATABASE_URL": "", "REDIS_URL": ""}
        backs = {}
        if kind == "postgresql":
            backs = {"postgres": stack.enter_context(Postgres(PORT + 2)), "redis": stack.enter_context(Redis(PORT + 3))}
            os.environ |= {"DATABASE_URL": backs["postgres"].url, "REDIS_URL": backs["redis"].url}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, check=True)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
        import django

        django.setup()
        from tests.load.people import make_room

        servers = [stack.enter_context(Server("room", PORT + n)) for n in range(2 if backs else 1)]
        figures = asyncio.run(fight(SCENES[scene], servers, make_room(people), backs))
    report(what=scene, over=f"{kind}, {len(servers)} processes", **figures)
    sys.exit(bool(figures["wrong"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--scene", choices=SCENES)
    parser.add_argument("--kind", choices=("sqlite", "postgresql"))
    options = parser.parse_args()
    if options.scene and options.kind:
        one_scene(options.scene, options.kind, options.people)
    told = []
    for kind in [options.kind] if options.kind else ["sqlite", "postgresql"]:
        for scene in [options.scene] if options.scene else SCENES:
            if kind == "postgresql" or scene in ALONE:
                told += _of_its_own(scene, kind, options.people)
    text = tell(told)
    print(text)
    keep(Path(__file__).with_name("RESULTS.md"), text)
    sys.exit(any(one["wrong"] for one in told))


def _of_its_own(scene, kind, people):
    words = ["--scene", scene, "--kind", kind, "--people", str(people)]
    command = [sys.executable, "-m", "tests.load.fire", *words]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    print(done.stdout, end="", flush=True)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return lines or [{"what": scene, "over": kind, "people": people, "wrong": ["it did not end"]}]


def tell(told):
    """The run as a section of RESULTS.md."""
    names = ("what", "over", "people", "acknowledged", "reconnections", "seconds")
    rows = [[*(one.get(name, "") for name in names), "; ".join(one["wrong"]) or "nothing"] for one in told]
    lines = [
        f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, under fire",
        "",
        "| what happened | over | people | deeds acknowledged | reconnections | seconds | wrong |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(f"| {' | '.join(map(str, row))} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
