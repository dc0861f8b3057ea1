"""Small groups over sockets: everybody is led, writes together, and is told of the end; nobody hears other groups."""

from asgiref.sync import sync_to_async

from realtime.closing import CLOSE_CODES
from realtime.limits import LIMITS
from realtime.models import GroupSet, SmallGroup
from realtime.projector import token_for

MADE = {"how": "hand", "size": 2, "whom": "all", "minutes": 30, "title": "", "topics": "", "tasks": "", "like": 0}


def who_is(client, name):
    return next(who for who, person in client.state.here.items() if person["name"] == name)


def is_over(state):
    return bool(state.snapshot["groups"]) and state.snapshot["groups"]["phase"] == "closed"


async def begun(leader, names=()):
    """The open set, and its groups with one of these people in each."""
    made = await leader.do("make_groups", **MADE, begin=True)
    assert "ack" in made, made
    await leader.caught_up(made["seq"])
    groups = [group async for group in SmallGroup.objects.order_by("number")]
    group_set = await GroupSet.objects.aget()
    for name, group in zip(names, groups, strict=False):
        await leader.sees(lambda state, name=name: name in str(state.here))
        moved = {"groups": group_set.pk, "group": group.pk, "who": who_is(leader, name)}
        assert "ack" in await leader.do("place_in_group", **moved)
    return group_set, groups


async def test_the_state_built_from_events_is_the_fresh_one_in_both_rooms(
    come, fresh, projector, house, participant, developer_client, coach
):
    leader, member, screen = await come(coach), await come(participant), await projector(token_for(house))
    other = await come(developer_client)
    group_set, groups = await begun(leader, ["Kaisla Korpikuusi", "Kuukkeli"])
    inside = await come(participant, session=f"{house.session_id}-1")
    visiting = await come(coach, session=f"{house.session_id}-1")
    await inside.do("be_chair")
    await inside.do("call_coach", on=True)
    await inside.do("write_group_notes", task=0, text="Soitan", base=0)
    await inside.do("write_group_notes", task=2, text="Aikaa", base=0)
    await leader.do("rename_group", groups=group_set.pk, group=groups[1].pk, text="Etäohjaus")
    await leader.do("tell_groups", groups=group_set.pk, text="Tauko")
    await leader.do("lengthen_groups", groups=group_set.pk, minutes=5)
    await leader.do("report_group", groups=group_set.pk, group=groups[0].pk, minutes=3)
    await leader.do("report_group", groups=group_set.pk, group=groups[1].pk, minutes=3)
    await leader.do("rename_group", groups=group_set.pk, group=groups[1].pk, text="Etäohjaus ja tauot")
    last = await leader.do("end_groups", groups=group_set.pk, seconds=0)
    for one in (leader, member, other):
        await one.caught_up(last["seq"])
    for one in (inside, visiting, screen):
        await one.sees(is_over)

    assert leader.state.snapshot == await fresh(coach)
    assert member.state.snapshot == await fresh(participant)
    anew = [await come(person, session=f"{house.session_id}-1") for person in (participant, coach)]
    assert [one.state.snapshot for one in (inside, visiting)] == [one.state.snapshot for one in anew]
    assert screen.state.snapshot == (await projector(token_for(house))).state.snapshot
    assert [note["text"] for note in inside.state.snapshot["group_notes"]] == ["Soitan", "Aikaa"]
    assert "Secret" not in "".join(one.bytes for one in (leader, member, other, inside, visiting, screen))
    for hidden in ("Kaisla", "Kuukkeli", "Tuuli"):
        assert hidden not in screen.bytes
    assert "groups.noted" not in member.bytes + other.bytes


async def test_whom_the_coach_moves_is_told_where_and_leaves_the_old_room_at_once(
    come, house, participant, developer_client, coach
):
    LIMITS.ask_again = 3600
    leader, member = await come(coach), await come(participant)
    group_set, groups = await begun(leader, ["Kaisla Korpikuusi"])
    inside = await come(participant, session=f"{house.session_id}-1")

    moved = {"groups": group_set.pk, "group": groups[1].pk, "who": who_is(leader, "Kaisla Korpikuusi")}
    last = await leader.do("place_in_group", **moved)

    assert await inside.closed() == CLOSE_CODES["not_allowed"]
    assert f'"place":"{house.session_id}-2"' in inside.bytes
    await member.caught_up(last["seq"])
    told = member.state.snapshot["groups"]["list"]
    assert [[person["name"] for person in group["people"]] for group in told] == [[], ["Kaisla Korpikuusi"]]


async def test_those_of_another_group_get_no_room(come, house, participant, developer_client, coach):
    leader = await come(coach)
    await come(participant)
    await begun(leader, ["Kaisla Korpikuusi"])

    stranger = await come(developer_client, session=f"{house.session_id}-1")

    assert stranger.closed_with == CLOSE_CODES["no_room"]


async def test_the_clock_ends_the_groups_by_itself_and_the_coach_sees_who_is_where(come, house, participant, coach):
    leader, member = await come(coach), await come(participant)
    group_set, [group, _other] = await begun(leader, ["Kaisla Korpikuusi"])
    inside = await come(participant, session=f"{house.session_id}-1")
    await leader.until(
        lambda frame: any(
            len(one["here"]) == 1 for one in frame.get("tick", {}).get("small_groups", ()) if one["group"] == group.pk
        )
    )

    assert "ack" in await leader.do("end_groups", groups=group_set.pk, seconds=1)
    for one in (leader, member, inside):
        await one.sees(is_over)

    assert (await sync_to_async(GroupSet.objects.get)()).phase == "closed"
    assert '"small_groups"' not in member.bytes + inside.bytes
