"""kill -9 of the server in the middle of talk and votes: small here, at length by ``make fire``."""

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection, connections

from tests.load.fire import fight, kills
from tests.load.people import make_room
from tests.load.stage import Server


@pytest.fixture
def server(transactional_db, unused_tcp_port):
    """A server process over the test's own database."""
    place = connection.settings_dict
    address = f"sqlite://{place['NAME']}"
    if connection.vendor == "postgresql":
        address = f"postgres://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}/{place['NAME']}"
    names = {"DATABASE_URL": address, "DIGIKAHVIT_SECRET_KEY": settings.SECRET_KEY, "REDIS_URL": ""}
    with Server("room", unused_tcp_port, **names) as running:
        yield running


async def test_a_killed_server_has_lost_and_doubled_nothing(server):
    made = await sync_to_async(make_room)(12)

    figures = await fight(_one_kill, [server], made, {})

    await sync_to_async(connections.close_all)()
    assert figures["wrong"] == []
    assert figures["acknowledged"] > 24
    assert figures["reconnections"] >= 12


async def _one_kill(battle, servers, backs):
    await kills(battle, servers, backs, times=1)
