"""The queue over sockets: everyone has the same order, and nobody a name that is not shown."""


async def turn_of(client, name):
    await client.sees(lambda state: name in [hand["name"] for hand in state.snapshot["queue"]])
    return next(hand["turn"] for hand in client.state.snapshot["queue"] if hand["name"] == name)


async def test_the_state_built_from_the_queues_events_is_the_fresh_one(
    come, fresh, participant, developer_client, coach
):
    member, client, leader = [await come(who) for who in (participant, developer_client, coach)]
    await member.do("raise_hand")
    await client.do("raise_hand")
    await leader.do("raise_hand")
    await leader.do("give_floor", turn=await turn_of(leader, "Kaisla Korpikuusi"))
    await leader.do("give_floor", turn=await turn_of(leader, "Kuukkeli"))
    await member.do("raise_hand")
    last = await client.do("lower_hand")
    for one in (member, client, leader):
        await one.caught_up(last["seq"])

    assert [hand["name"] for hand in member.state.snapshot["queue"]] == ["Tuuli Termospullo", "Kaisla Korpikuusi"]
    assert member.state.snapshot == await fresh(participant)
    assert leader.state.snapshot == await fresh(coach)
    assert "Secret" not in member.bytes + leader.bytes + client.bytes


async def test_a_hand_already_in_the_snapshot_is_put_in_its_place(come, participant, coach):
    """A snapshot of a room that never rests may hold what the events after it tell."""
    member, leader = await come(participant), await come(coach)
    await member.do("raise_hand")
    await leader.do("give_floor", turn=await turn_of(leader, "Kaisla Korpikuusi"))
    await leader.sees(lambda state: state.snapshot["floor"])
    stands = {key: leader.state.snapshot[key] for key in ("queue", "floor")}

    leader.state.last = 0
    await leader.send({"resume": 0})
    await leader.until(lambda frame: frame.get("after") == 0)

    assert {key: leader.state.snapshot[key] for key in ("queue", "floor")} == stands
