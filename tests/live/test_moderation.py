"""Moderation over sockets: what waits is seen by coaches and its writer, and a removal is felt at once."""

from realtime.limits import LIMITS


async def test_the_state_built_from_moderations_events_is_the_fresh_one(
    come, fresh, participant, developer_client, coach
):
    leader, member, client = [await come(who) for who in (coach, participant, developer_client)]
    first = await member.do("say", text="Näkyy")
    await leader.do("hold_messages", on=True)
    for text in ("Päästä", "Älä päästä", "Odota"):
        await client.do("say", text=text)
    await leader.sees(lambda state: len(state.snapshot["held"]) == 3)
    one, two, _three = [message["held"] for message in leader.state.snapshot["held"]]
    await leader.do("show_held", held=one)
    await leader.do("decline_held", held=two, reason="hurtful")
    await leader.do("hide_message", message=first["seq"], reason="private")
    await leader.do("restrain", who=client.state.me["who"], what="silenced")
    await leader.do("restrain", who=member.state.me["who"], what="silenced")
    last = await leader.do("release", who=member.state.me["who"])
    for each in (leader, member, client):
        await each.caught_up(last["seq"])

    assert [one["reason"] for one in client.state.snapshot["waiting"]] == ["hurtful", ""]
    assert member.state.snapshot == await fresh(participant)
    assert client.state.snapshot == await fresh(developer_client)
    assert leader.state.snapshot == await fresh(coach)


async def test_what_waits_reaches_coaches_and_its_writer_alone(come, participant, developer_client, coach):
    leader, member, client = [await come(who) for who in (coach, participant, developer_client)]
    await leader.do("hold_messages", on=True)
    await client.do("say", text="Vielä kesken")
    last = await leader.do("say", text="Kiitos")
    for one in (leader, member, client):
        await one.caught_up(last["seq"])

    assert [one["text"] for one in client.state.snapshot["waiting"]] == ["Vielä kesken"]
    assert "Vielä kesken" in leader.bytes
    assert "Vielä kesken" not in member.bytes


async def test_words_hidden_while_somebody_was_away_do_not_come_to_them(come, participant, developer_client, coach):
    leader, member, away = [await come(who) for who in (coach, participant, developer_client)]
    await away.leave()
    said = await member.do("say", text="Unohda tämä")
    last = await leader.do("hide_message", message=said["seq"], reason="private")
    await leader.caught_up(last["seq"])

    back = await come(developer_client, after=away.state.last, view="member", state=away.state)
    await back.caught_up(last["seq"])

    assert [one["hidden"] for one in back.state.snapshot["messages"]] == ["private"]
    assert "Unohda" not in back.bytes


async def test_the_silenced_are_silenced_at_once(come, participant, coach):
    LIMITS.ask_again = 1000
    leader, member = await come(coach), await come(participant)
    await leader.do("restrain", who=member.state.me["who"], what="silenced")
    await member.sees(lambda state: state.snapshot["restraint"] == "silenced")

    answer = await member.do("say", text="Silti")
    while "ack" in answer:
        answer = await member.do("say", text="Silti")

    assert answer["code"] == "not_allowed"


async def test_the_removed_are_told_and_put_out_at_once_until_let_in(come, participant, coach):
    LIMITS.ask_again = 1000
    leader, phone, laptop = await come(coach), await come(participant), await come(participant)
    await leader.do("restrain", who=phone.state.me["who"], what="removed")

    codes = [await phone.closed(), await laptop.closed()]
    again = await come(participant)
    await leader.do("release", who=phone.state.me["who"])
    let_in = await come(participant)

    assert (phone.state.snapshot["restraint"], codes) == ("removed", [4403, 4403])
    assert (again.closed_with, let_in.closed_with) == (4403, None)
