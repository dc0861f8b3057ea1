"""The running order over sockets: the stage is everybody's, the texts are the coaches'."""

from asgiref.sync import sync_to_async

from realtime.projector import token_for
from realtime.tools.script.writing import add_item


async def test_the_stage_moves_for_all_and_the_texts_stay_with_the_coaches(
    come, fresh, projector, house, make_poll, participant, coach, digikahvit
):
    poll = await make_poll()
    leader, member, screen = await come(coach), await come(participant), await projector(token_for(house))
    first = await sync_to_async(add_item)(
        by=coach, session=digikahvit, title="Kuulumiset", text="Vain ääneen", minutes=5
    )
    second = await sync_to_async(add_item)(by=coach, session=digikahvit, title="Kysely", opens="poll", poll=poll)
    await leader.do("script_go", item=first.pk)
    last = await leader.do("script_go", item=second.pk)
    for one in (leader, member):
        await one.caught_up(last["seq"])
    await screen.sees(lambda state: state.snapshot["stage"] and state.snapshot["stage"]["title"] == "Kysely")

    assert [run["state"] for run in member.state.snapshot["polls"]] == ["open"]
    assert member.state.snapshot == await fresh(participant)
    assert leader.state.snapshot == await fresh(coach)
    assert "Vain ääneen" in leader.bytes
    assert "Vain ääneen" not in member.bytes + screen.bytes


async def test_the_deed_is_done_once_and_the_stage_is_empty_in_the_end(
    come, fresh, coach, participant, digikahvit, house
):
    item = await sync_to_async(add_item)(by=coach, session=digikahvit, title="Ainoa")
    leader, member = await come(coach), await come(participant)
    deed = "6f0b1f5e-3c3b-4a53-9d0e-0d2f3a1f4b11"

    first = await leader.do("script_go", deed, item=item.pk)
    second = await leader.do("script_go", deed, item=item.pk)
    last = await leader.do("script_end")
    await member.caught_up(last["seq"])

    assert (first["seq"], member.state.snapshot["stage"]) == (second["seq"], None)
    assert member.state.snapshot == await fresh(participant)
