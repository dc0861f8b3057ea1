"""Questions over sockets: each viewer gets what is theirs to see, and not a byte more."""

from realtime.projector import token_for


async def ask(client, text, unnamed=False):
    """Ask, and return the question's number."""
    assert "ack" in await client.do("ask", text=text, unnamed=unnamed)
    await client.sees(lambda state: text in [one["text"] for one in state.snapshot["questions"]])
    return next(one["question"] for one in client.state.snapshot["questions"] if one["text"] == text)


async def test_the_state_built_from_the_questions_events_is_the_fresh_one(
    come, fresh, participant, developer_client, coach
):
    member, client, leader = [await come(who) for who in (participant, developer_client, coach)]
    first = await ask(member, "Miten aloitat?")
    second = await ask(client, "Entä chatissa?", unnamed=True)
    third = await ask(member, "Pois")
    await client.do("back_question", question=first, up=True)
    await client.do("back_question", question=third, up=True)
    await client.do("back_question", question=first, up=False)
    await leader.do("show_question", question=third, on=True)
    await leader.do("mark_question", question=second, answered=True)
    await leader.do("hide_question", question=third)
    await leader.do("hide_question", question=first)
    await leader.do("unhide_question", question=first)
    await member.do("ask_coach", text="Kahden kesken")
    await leader.sees(lambda state: state.snapshot["private"])
    note = leader.state.snapshot["private"][0]["note"]
    await leader.do("answer_privately", note=note, text="Vastaan näin")
    last = await leader.do("show_question", question=second, on=True)
    for one in (member, client, leader):
        await one.caught_up(last["seq"])

    assert [one["question"] for one in member.state.snapshot["questions"]] == [first, second]
    assert member.state.snapshot == await fresh(participant)
    assert client.state.snapshot == await fresh(developer_client)
    assert leader.state.snapshot == await fresh(coach)


async def test_who_asks_without_a_name_is_told_to_nobody(come, participant, coach):
    leader, member = await come(coach), await come(participant)
    await leader.sees(lambda state: len(state.here) == 2)
    before = len(leader.bytes)

    await ask(member, "Nimettä", unnamed=True)
    await leader.sees(lambda state: state.snapshot["questions"])

    assert "Nimettä" in leader.bytes[before:]
    assert "Kaisla" not in leader.bytes[before:]
    assert member.state.me["who"] not in leader.bytes[before:]


async def test_how_many_back_a_question_is_told_and_not_who(come, participant, developer_client, coach):
    leader, member, client = [await come(who) for who in (coach, participant, developer_client)]
    question = await ask(member, "Miten?")
    for one in (leader, member):
        await one.sees(lambda state: len(state.here) == 3)
    before = {one: len(one.bytes) for one in (leader, member)}

    await client.do("back_question", question=question, up=True)

    for one in (leader, member):
        tick = await one.until(
            lambda frame: frame.get("tick", {}).get("questions") == [{"question": question, "people": 1}]
        )
        assert set(tick["tick"]) == {"questions"}
        assert "Kuukkeli" not in one.bytes[before[one] :]
        assert client.state.me["who"] not in one.bytes[before[one] :]
        assert "question.backed" not in one.bytes[before[one] :]


async def test_words_that_were_hidden_do_not_come_to_who_was_away(come, participant, developer_client, coach):
    leader, member, client = [await come(who) for who in (coach, participant, developer_client)]
    await client.leave()
    question = await ask(member, "Unohda tämä")
    last = await leader.do("hide_question", question=question)
    await leader.caught_up(last["seq"])

    back = await come(developer_client, after=client.state.last, view="member", state=client.state)
    await back.caught_up(last["seq"])

    assert "question.hidden" in back.bytes
    assert "Unohda" not in back.bytes
    assert back.state.snapshot["questions"] == []


async def test_what_is_asked_of_the_coach_reaches_coaches_and_the_person_alone(
    come, participant, developer_client, coach, projector, house
):
    leader, member, client = [await come(who) for who in (coach, participant, developer_client)]
    screen = await projector(token_for(house))
    await member.do("ask_coach", text="Vain sinulle")
    await leader.sees(lambda state: state.snapshot["private"])
    await leader.do("answer_privately", note=leader.state.snapshot["private"][0]["note"], text="Vain takaisin")
    await member.sees(lambda state: state.snapshot["my_private"][0]["answer"])
    last = await member.do("say", text="Hei")
    await client.caught_up(last["seq"])

    assert member.state.snapshot["my_private"][0]["answer"] == "Vain takaisin"
    assert "Vain" not in client.bytes + screen.bytes
