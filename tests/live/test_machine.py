"""Old snapshot + events = fresh snapshot, whatever happens in between: over deeds of every tool, losses and resumes.

Two processes share a room through a bell that may be silent for one of them.
Clients come, break off (with whatever was on its way), and come back to
either process from where they were.
"""

import asyncio
import os
from collections import defaultdict
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from coaching.programmes.models import Session
from groups.models import SubgroupSession
from realtime.access import COACH, MEMBER
from realtime.doorbell import Bell
from realtime.hub.hub import Hub
from realtime.limits import LIMITS
from realtime.models import Event, Room
from realtime.rooms import enter
from realtime.sockets import RoomDoor
from realtime.toolbox import DEEDS
from realtime.tools.fields import Answer, Flag, Integer, OneOf, Text
from realtime.tools.polls.library import prepare
from realtime.writer import Writer
from tests.live.client import State
from tests.live.conftest import connect
from tests.load.fire import asked
from tests.logins import cookie_of

EXAMPLES, STEPS = int(os.environ.get("EXAMPLES", "5")), 20
WHO = ["participant", "developer_client", "coach"]
OF_A_FIELD = {
    Text: lambda _field, _numbers: st.text("aäå –", min_size=1, max_size=8),
    Integer: lambda _field, numbers: st.sampled_from(numbers),
    Answer: lambda _field, _numbers: st.sampled_from([[0], [1], [0, 1]]),
    Flag: lambda _field, _numbers: st.booleans(),
    OneOf: lambda field, _numbers: st.sampled_from(field.words),
}


class SilentBell(Bell):
    """Two hubs hear it; while it is silent only the one that is named does."""

    silent_but = None

    def announce(self, news):
        for hub in list(self.hubs):
            if self.silent_but in (None, hub):
                hub.hear_from_thread(news)


class Life(RuleBasedStateMachine):
    """``people`` ({who: person}), ``theme`` and ``subgroup`` are put here by the test."""

    @initialize()
    def begin(self):
        self.room = enter(session=_session(self.theme, self.subgroup))
        for number in range(2):
            prepare(
                by=self.people["coach"],
                theme=self.theme,
                question=f"Kysymys {number}?",
                kind="multiple",
                options=["A", "B"],
                reveal="live",
                anonymity=["named", "anonymous"][number],
            )
        self.cookies = {who: cookie_of(person) for who, person in self.people.items()}
        self.runner = asyncio.Runner()
        self.bell = SilentBell()
        self.clients = {}
        self.states = {}
        self.hubs = self.run(self._hubs())
        for number, who in enumerate(WHO):
            self.come(who, number % 2)

    def run(self, work):
        return self.runner.run(work)

    async def _hubs(self):
        return [Hub(self.bell, Writer(self.bell)) for _process in range(2)]

    def teardown(self):
        if not hasattr(self, "hubs"):
            return
        self.bell.silent_but = None
        self.run(self._everything_is_the_same())
        self.run(self._end())
        self.runner.close()

    async def _end(self):
        for client in self.clients.values():
            await client.leave()
        for hub in self.hubs:
            await hub.close()

    @rule(who=st.sampled_from(WHO), at=st.integers(0, 1))
    def come(self, who, at):
        """In, or back from where one was; a connection that stands breaks off first."""
        self.run(self._come(who, at))

    async def _come(self, who, at):
        await self._break(who)
        state = self.states.setdefault(who, State())
        after = "" if state.last is None else f"?after={state.last}&view={state.view}"
        self.clients[who] = await self._connect(who, after, self.hubs[at], state)

    async def _connect(self, who, after, hub, state):
        address = f"/ws/huone/{self.room.session_id}/{after}"
        client = connect(RoomDoor(lambda: hub), address, self.cookies[who], state)
        await client.connect()
        await client.until(lambda frame: "tick" in frame)
        return client

    @rule(who=st.sampled_from(WHO))
    def break_off(self, who):
        """Whatever was on its way is lost."""
        self.run(self._break(who))

    async def _break(self, who):
        client = self.clients.pop(who, None)
        if client:
            await client.leave()

    @precondition(lambda self: self.clients)
    @rule(data=st.data(), times=st.integers(6, 12))
    def do(self, data, times):
        """Deeds of any tool by anybody who is in, about anything the room knows of."""
        for _time in range(times):
            who = data.draw(st.sampled_from(sorted(self.clients)))
            name = data.draw(st.sampled_from([name for name in DEEDS if self._may(who, name)]))
            known = _numbers(self.room)
            fields = {
                key: data.draw(OF_A_FIELD[type(field)](field, sorted(known.get(key, known["poll"]))))
                for key, field in DEEDS[name].fields.items()
            }
            self.run(self.clients[who].do(name, **fields))

    def _may(self, who, name):
        return DEEDS[name].permission in (COACH if who == "coach" else MEMBER)

    @rule(at=st.sampled_from([None, 0, 1]))
    def silence(self, at):
        self.bell.silent_but = None if at is None else self.hubs[at]

    @rule()
    def look(self):
        self.run(self._everything_is_the_same())

    @invariant()
    def nobody_has_applied_anything_twice(self):
        for state in getattr(self, "states", {}).values():
            assert len(state.seen) == len(set(state.seen))

    async def _everything_is_the_same(self):
        """Everybody who is in has, once caught up, what somebody would get who comes in now."""
        seq = await asyncio.to_thread(asked, _seq, self.room.pk)
        for hub in self.hubs:
            hub.look_at_log_soon()
        for who, client in self.clients.items():
            await client.caught_up(seq)
            fresh = await self._connect(who, "", self.hubs[0], State())
            await fresh.caught_up(seq)
            await fresh.leave()
            here, anew = client.state.snapshot, fresh.state.snapshot
            assert {key: here.get(key) for key in here | anew if here.get(key) != anew.get(key)} == {
                key: anew.get(key) for key in here | anew if here.get(key) != anew.get(key)
            }


def _session(theme, subgroup):
    now = timezone.now()
    session = Session.objects.create(
        programme=theme.programme,
        theme=theme,
        key=f"kahvit-{uuid4().hex[:8]}",
        kind=Session.Kind.DIGIKAHVIT,
        title="Digikahvit",
        starts_at=now - timedelta(minutes=5),
        ends_at=now + timedelta(hours=1),
        whole_programme=False,
    )
    SubgroupSession.objects.create(session=session, subgroup=subgroup)
    return session


def _numbers(room):
    """{name: every number that an event of the room has told by it}: runs, polls, turns, questions, groups."""
    known = defaultdict(set)
    told = list(Event.objects.filter(room=room).values_list("payload", flat=True))
    while told:
        for name, value in told.pop().items():
            if type(value) is int:
                known[name].add(value)
            elif isinstance(value, list):
                told += [one for one in value if isinstance(one, dict)]
    return known


def _seq(room_id):
    return Room.objects.get(pk=room_id).seq


def test_old_snapshot_and_events_are_the_fresh_snapshot(
    transactional_db, participant, developer_client, coach, theme, subgroup
):
    LIMITS.look_at_log, LIMITS.deeds_at_once = 0.05, 1000
    Life.people = {"participant": participant, "developer_client": developer_client, "coach": coach}
    Life.theme, Life.subgroup = theme, subgroup

    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
