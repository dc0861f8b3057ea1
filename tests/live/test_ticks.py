"""Sums and presence come as ticks: few, only on change, and in time."""

import asyncio

from realtime.limits import LIMITS
from tests.live.test_privacy import members, opened


def ticks_of(client, what):
    return client.bytes.count('{"tick":{"' + what)


async def test_many_votes_make_few_ticks(come, make_poll, coach, participant, subgroup):
    LIMITS.ticks_a_second = 2
    poll = await make_poll()
    leader, watcher = await come(coach), await come(participant)
    voters = [await come(person) for person in await members(subgroup, 12)]
    run = await opened(leader, poll)
    before = len(watcher.bytes)

    started = asyncio.get_running_loop().time()
    await asyncio.gather(*(voter.do("vote", run=run, answer=[0]) for voter in voters))
    await watcher.sees(lambda state: state.tallies.get(run, {}).get("answered") == 12)
    seconds = asyncio.get_running_loop().time() - started

    frames = watcher.bytes[before:].count('"polls":[')
    assert watcher.state.tallies[run] == {
        "run": run,
        "answered": 12,
        "result": {"counts": [12, 0, 0]},
        "too_few": False,
    }
    assert frames <= 2 + 2 * seconds


async def test_a_vote_that_changes_nothing_makes_no_tick(come, make_poll, coach, participant):
    poll = await make_poll()
    leader, voter = await come(coach), await come(participant)
    run = await opened(leader, poll)
    await voter.do("vote", run=run, answer=[0])
    await leader.sees(lambda state: state.tallies.get(run, {}).get("answered") == 1)
    before = ticks_of(leader, "polls")

    await voter.do("vote", run=run, answer=[0])
    await asyncio.sleep(0.6)
    await leader.do("say", text="Rauhassa")

    assert ticks_of(leader, "polls") == before


async def test_coming_and_going_is_told_once_a_person(come, participant, coach):
    LIMITS.leaving = 0.1
    leader = await come(coach)
    phone, laptop = await come(participant), await come(participant)
    await leader.sees(lambda state: len(state.here) == 2)
    await phone.leave()
    await laptop.leave()

    gone = await leader.until(lambda frame: frame.get("tick", {}).get("here", {}).get("left"))

    assert gone["tick"]["here"]["count"] == 1
    assert leader.bytes.count("Kaisla") == 1
    assert [person["name"] for person in leader.state.here.values()] == ["Tuuli Termospullo"]


async def test_a_reload_is_no_coming_and_going(come, participant, coach):
    leader = await come(coach)
    phone = await come(participant)
    await leader.sees(lambda state: len(state.here) == 2)

    await phone.leave()
    await come(participant)
    await asyncio.sleep(1.2)
    await leader.do("say", text="Rauhassa")

    assert leader.bytes.count("Kaisla") == 1
    assert '"left":["' not in leader.bytes


async def test_who_comes_late_gets_what_the_poll_has_come_to(come, make_poll, coach, participant, subgroup):
    poll = await make_poll()
    leader = await come(coach)
    voters = [await come(person) for person in await members(subgroup, 5)]
    run = await opened(leader, poll)
    for voter in voters:
        await voter.do("vote", run=run, answer=[1])
    await leader.sees(lambda state: state.tallies.get(run, {}).get("answered") == 5)

    late = await come(participant)

    assert late.state.tallies[run] == {"run": run, "answered": 5, "result": {"counts": [0, 5, 0]}, "too_few": False}


async def test_a_poll_closes_by_itself_when_its_time_has_run_out(come, make_poll, coach, participant):
    poll = await make_poll()
    leader, member = await come(coach), await come(participant)
    run = await opened(leader, poll)
    await leader.do("time", run=run, seconds=1)
    await leader.leave()

    await member.sees(lambda state: [run["state"] for run in state.snapshot["polls"]] == ["closed"])

    assert member.state.snapshot["polls"][0]["closes"] is not None


async def test_many_who_come_make_few_counts(come, participant, subgroup):
    """Three a second at most, so that with the one on arrival no screen gets more than four."""
    LIMITS.counts_a_second, LIMITS.ticks_a_second = 2, 1000
    watcher = await come(participant)
    before = len(watcher.bytes)

    started = asyncio.get_running_loop().time()
    for person in await members(subgroup, 12):
        await come(person)
    await watcher.sees(lambda state: state.count == 13)
    seconds = asyncio.get_running_loop().time() - started

    counts = watcher.bytes[before:].count('"here":')
    assert len(watcher.state.here) == 13
    assert counts <= 1 + 2 * seconds
