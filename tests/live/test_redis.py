"""Two processes over a real Redis: one subscription a room, and the log when Redis is away."""

import os

import pytest
import redis
from django.db import connection

from realtime.limits import LIMITS
from realtime.redis_bell import RedisBell, _name

pytestmark = [
    pytest.mark.redis,
    pytest.mark.skipif(not os.environ.get("REDIS_URL", "").startswith("redis"), reason="REDIS_URL names no Redis"),
]


@pytest.fixture
def bells():
    return [RedisBell([os.environ["REDIS_URL"]]) for _process in range(2)]


async def test_a_room_over_two_processes(come, make_hub, bells, participant, coach):
    LIMITS.look_at_log = 3600
    one = await come(participant, at=await make_hub(bells[0]))
    other = await come(coach, at=await make_hub(bells[1]))

    for number in range(5):
        await one.do("say", text=f"täältä {number}")
        await other.do("say", text=f"sieltä {number}")
    await one.sees(lambda state: state.last == 10)
    await other.sees(lambda state: state.last == 10)

    assert one.state.seen == other.state.seen == list(range(1, 11))
    assert one.state.snapshot["messages"] == other.state.snapshot["messages"]


async def test_people_in_other_processes_are_present(come, make_hub, bells, participant, coach):
    one = await come(participant, at=await make_hub(bells[0]))
    await come(coach, at=await make_hub(bells[1]))

    await one.sees(lambda state: len(state.here) == 2)

    assert sorted(person["name"] for person in one.state.here.values()) == ["Kaisla Korpikuusi", "Tuuli Termospullo"]


async def test_a_broken_connection_to_redis_loses_nothing(come, make_hub, bells, participant, coach):
    LIMITS.look_at_log = 3600
    one = await come(participant, at=await make_hub(bells[0]))
    other = await come(coach, at=await make_hub(bells[1]))
    await one.do("say", text="Ennen")
    await other.sees(lambda state: state.last == 1)

    redis.Redis.from_url(os.environ["REDIS_URL"]).client_kill_filter(_type="pubsub")
    await one.do("say", text="Katkoksen aikana")
    await other.sees(lambda state: state.last == 2)

    assert [message["text"] for message in other.state.snapshot["messages"]] == ["Ennen", "Katkoksen aikana"]


async def test_without_redis_the_log_is_enough(come, make_hub, participant, coach):
    LIMITS.look_at_log = 0.2
    nowhere = ["redis://127.0.0.1:1/0"]
    one = await come(participant, at=await make_hub(RedisBell(nowhere)))
    other = await come(coach, at=await make_hub(RedisBell(nowhere)))

    assert "ack" in await one.do("say", text="Redis on poissa")
    await other.sees(lambda state: state.last == 1)


def test_installations_that_share_a_redis_do_not_hear_each_other(settings, monkeypatch):
    first = _name("room", 1)
    monkeypatch.setitem(connection.settings_dict, "NAME", "another database")
    second = _name("room", 1)
    settings.SECRET_KEY = "another key"

    assert len({first, second, _name("room", 1)}) == 3
