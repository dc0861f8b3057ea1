"""The big screen's link on open connections."""

from asgiref.sync import sync_to_async

from realtime.projector import token_for


async def link_of(house):
    await sync_to_async(house.refresh_from_db)()
    return token_for(house)


async def test_screens_with_a_dead_link_are_ended_and_let_in_no_more(come, projector, house, coach):
    leader = await come(coach)
    old = await link_of(house)
    screens = [await projector(old) for _screen in range(2)]

    await leader.do("screen_link", on=True)

    assert [await screen.closed() for screen in screens] == [4012, 4012]
    assert (await projector(old)).closed_with == 4403
    new = await projector(await link_of(house))
    await leader.do("screen_link", on=False)
    assert await new.closed() == 4012
    assert (await projector(await link_of(house))).closed_with == 4403


async def test_a_link_that_dies_while_a_screen_comes_in_lets_it_not_in(hub, projector, house, coach):
    """The room is entered, and so subscribed to, after the link was looked at: it is looked at again then."""
    link, enter = await link_of(house), hub.enter

    async def dies_meanwhile(room_id):
        await sync_to_async(type(house).objects.update)(screen_on=False)
        return await enter(room_id)

    hub.enter = dies_meanwhile

    assert (await projector(link)).closed_with == 4403


async def test_the_coach_s_state_after_a_new_link_is_a_fresh_one(come, fresh, coach):
    leader = await come(coach)

    await leader.do("screen_link", on=True)
    await leader.do("screen_link", on=False)

    assert leader.state.snapshot == await fresh(coach)
    assert leader.state.snapshot["screen"] == {"link": 3, "on": False}
