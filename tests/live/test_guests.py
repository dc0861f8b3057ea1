"""Guests over sockets: known by the browser's pass, seen by the coaches, out at once when sent away."""

from importlib import import_module

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings

from coaching.programmes.models import Session
from realtime.models import Guest, GuestDoor
from realtime.sockets import RoomDoor
from realtime.tools.guests.actions import come_in
from realtime.tools.guests.entry import PASSES
from tests.live.conftest import connect


@pytest.fixture
def house(house):
    """The same room, of an event that may be opened."""
    Session.objects.filter(pk=house.session_id).update(kind=Session.Kind.EVENT)
    return house


@pytest.fixture
def a_guest(house):
    """a_guest(name) → (guest, cookie of a browser with the pass); awaitable."""

    def make(name):
        guest = come_in(door=GuestDoor.objects.get(room=house), nickname=name)
        store = import_module(settings.SESSION_ENGINE).SessionStore()
        store[PASSES] = {str(house.session_id): guest.pk}
        store.create()
        return guest, store.session_key

    return sync_to_async(make)


@pytest.fixture
def enter_as(house, hub):
    """enter_as(cookie) → a Client that has had its tick, or its close."""

    async def enter(cookie):
        client = connect(RoomDoor(lambda: hub), f"/ws/huone/{house.session_id}/", cookie)
        await client.connect()
        await client.until(lambda frame: "tick" in frame or "closed" in frame)
        return client

    return enter


async def test_the_state_built_from_the_doors_events_is_the_fresh_one(come, fresh, a_guest, coach, participant):
    leader, member = await come(coach), await come(participant)
    await leader.do("open_door", lobby=True)
    first, _cookie = await a_guest("Yksi")
    second, _cookie = await a_guest("Kaksi")
    await a_guest("Kolme")
    await leader.do("let_in", guest=first.pk)
    await leader.do("remove_guest", guest=second.pk)
    await leader.do("let_all_in")
    await leader.do("new_code")
    last = await leader.do("close_door")
    for one in (leader, member):
        await one.caught_up(last["seq"])

    assert [(guest["name"].split()[0], guest["waiting"]) for guest in leader.state.snapshot["guests"]] == [
        ("Yksi", False),
        ("Kolme", False),
    ]
    assert leader.state.snapshot == await fresh(coach)
    assert member.state.snapshot == await fresh(participant)
    assert "Yksi" not in member.bytes


async def test_a_guest_comes_in_says_and_is_out_at_once_when_sent_away(come, a_guest, enter_as, coach):
    leader = await come(coach)
    await leader.do("open_door", lobby=False)
    guest, cookie = await a_guest("Revontuli")
    visitor = await enter_as(cookie)
    await visitor.do("say", text="Terve")

    await leader.do("remove_guest", guest=guest.pk)
    await visitor.until(lambda frame: "closed" in frame)

    assert (visitor.state.view, visitor.closed_with) == ("member", 4403)
    assert (await enter_as(cookie)).closed_with == 4403


async def test_who_waits_and_who_has_no_pass_stay_outside(come, a_guest, enter_as, coach):
    leader = await come(coach)
    await leader.do("open_door", lobby=True)
    _guest, waiting = await a_guest("Revontuli")

    assert ((await enter_as(waiting)).closed_with, (await enter_as("no-such-key")).closed_with) == (4403, 4401)
    assert await sync_to_async(Guest.objects.inside().count)() == 0
