"""Sockets against hubs of one's own: each hub has its writer, its reader and its bell, as a process has."""

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.db import connections
from django.urls import path

from realtime.doorbell import Bell
from realtime.hub.hub import Hub
from realtime.limits import LIMITS, Limits
from realtime.rooms import enter
from realtime.sockets import ProjectorDoor, RoomDoor
from realtime.tools.polls.library import prepare
from realtime.writer import Writer
from tests.live.client import Client, State
from tests.logins import cookie_of


@pytest.fixture(autouse=True)
def _limits_are_put_back():
    yield
    for name, value in vars(Limits()).items():
        setattr(LIMITS, name, value)


@pytest.fixture
def house(transactional_db, digikahvit, participant, developer_client, coach, theme):
    """The room of a digikahvit with its people, committed, so that other threads see it."""
    return enter(session=digikahvit)


@pytest.fixture
def make_poll(coach, theme):
    """make_poll(**values) → a prepared poll of three options; awaitable."""

    def make(**values):
        asked = {
            "question": "Mitä kokeilit?",
            "kind": "single",
            "options": ["Chattia", "Videota", "En vielä"],
            "reveal": "live",
            "anonymity": "named",
        }
        return prepare(by=coach, theme=theme, **asked | values)

    return sync_to_async(make)


@pytest_asyncio.fixture
async def make_hub(house):
    """make_hub(bell) → a hub with a writer of its own that rings that bell; a bell of its own when none is given."""
    hubs = []

    async def make(bell=None):
        bell = bell or Bell()
        hubs.append(Hub(bell, Writer(bell)))
        return hubs[-1]

    yield make
    for hub in hubs:
        await hub.close()
    await sync_to_async(connections.close_all)()


@pytest_asyncio.fixture
async def hub(make_hub):
    return await make_hub()


@pytest_asyncio.fixture
async def come(house, hub):
    """come(person, after=None, view="", hub=…, state=…) → a Client that has had its hello, state and tick."""
    clients = []

    async def come_in(person, after=None, view="", at=hub, state=None, session=None):
        query = "" if after is None else f"?after={after}&view={view}"
        cookie = await sync_to_async(cookie_of)(person) if person else None
        client = connect(RoomDoor(lambda: at), f"/ws/huone/{session or house.session_id}/{query}", cookie, state)
        clients.append(client)
        await client.connect()
        await client.until(lambda frame: "tick" in frame or "closed" in frame)
        return client

    yield come_in
    for client in clients:
        await client.leave()


@pytest.fixture
def fresh(come):
    """fresh(person) → the snapshot somebody gets who comes in now."""

    async def look(person):
        client = await come(person)
        return client.state.snapshot

    return look


def connect(door, address, cookie=None, state=None):
    routes = URLRouter([path("ws/huone/<place:place>/", door), path("ws/valkokangas/<str:token>/", door)])
    headers = [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode())] if cookie else []
    return Client(WebsocketCommunicator(routes, address, headers), state or State())


@pytest_asyncio.fixture
async def projector(hub):
    """projector(token) → a Client of the projector's socket."""
    clients = []

    async def come_in(token):
        client = connect(ProjectorDoor(lambda: hub), f"/ws/valkokangas/{token}/")
        clients.append(client)
        await client.connect()
        await client.until(lambda frame: "tick" in frame or "closed" in frame)
        return client

    yield come_in
    for client in clients:
        await client.leave()
