"""The mood over sockets: sums for those who may have them, and for the others not a frame."""

import asyncio

from realtime.projector import token_for


def moods(frame):
    return frame.get("tick", {}).get("mood")


async def test_a_reaction_reaches_the_others_as_a_sum(come, participant, developer_client, coach):
    leader, member, client = [await come(who) for who in (coach, participant, developer_client)]
    for one in (leader, member, client):
        await one.sees(lambda state: len(state.here) == 3)
    before = len(member.bytes)

    assert "ack" in await client.do("react", mood="thanks")
    tick = await member.until(moods)

    assert moods(tick) == [{"mood": "thanks", "times": 1}]
    assert "Kuukkeli" not in member.bytes[before:]
    assert client.state.me["who"] not in member.bytes[before:]
    assert "mood.felt" not in member.bytes


async def test_a_wish_reaches_the_coach_and_sends_members_nothing(
    come, projector, house, participant, developer_client, coach
):
    leader, member, client = [await come(who) for who in (coach, participant, developer_client)]
    screen = await projector(token_for(house))
    for one in (leader, member, client):
        await one.sees(lambda state: len(state.here) == 3)
    await screen.sees(lambda state: state.count == 3)

    await client.do("wish", mood="slower", on=True)
    [told] = moods(await leader.until(moods))
    await asyncio.sleep(0.4)

    assert (told["mood"], told["people"], told["few"]) == ("slower", None, True)
    assert "Kuukkeli" not in leader.bytes[leader.bytes.index('"few"') :]
    assert await member.socket.receive_nothing()
    assert await screen.socket.receive_nothing()


async def test_a_wish_that_is_heard_is_told_as_none(come, participant, coach):
    leader, member = await come(coach), await come(participant)
    await member.do("wish", mood="break", on=True)
    await leader.until(moods)

    await leader.do("hear_wish", mood="break")
    tick = await leader.until(moods)

    assert moods(tick) == [{"mood": "break", "people": 0, "few": False, "until": None}]
