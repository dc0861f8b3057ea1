"""The same room without WebSockets: requests that wait, lines that are lost, processes that change under them."""

import asyncio
import json

import pytest_asyncio
from asgiref.sync import sync_to_async
from channels.routing import URLRouter
from channels.testing import HttpCommunicator
from django.conf import settings
from django.urls import path

from realtime.doorbell import Bell
from realtime.hub.hub import Hub
from realtime.limits import LIMITS
from realtime.sockets import RoomDoor
from realtime.streams import Stream
from realtime.writer import Writer
from tests.live.client import WAIT, State
from tests.logins import cookie_of


class Asker:
    """A client that asks over and over, by the rules of docs/protocol.md."""

    def __init__(self, address, cookie=None):
        self.address = address
        self.headers = [(b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode())] if cookie else []
        self.state = State()
        self.line = ""
        self.text = ""
        self.hellos = 0

    async def ask(self, hub, *, method="GET"):
        """One request; what comes back is applied."""
        told = await self.request(hub, method)
        self.line = told.get("line", "")
        for frame in told["frames"]:
            self.hellos += "hello" in frame
            self.state.apply(frame)
        return told

    async def request(self, hub, method="GET"):
        after = "" if self.state.last is None else f"&after={self.state.last}&view={self.state.view}"
        app = URLRouter([path("huone/<place:place>/virta/", Stream(RoomDoor(lambda: hub)))])
        wanted = HttpCommunicator(app, method, f"{self.address}?line={self.line}{after}", headers=self.headers)
        answer = await wanted.get_response(WAIT)
        self.text = answer["body"].decode()
        return json.loads(self.text) if answer["status"] == 200 else {"frames": [], "status": answer["status"]}

    async def sees(self, hub, condition):
        while not condition(self.state):
            await self.ask(hub)


@pytest_asyncio.fixture
async def asker(house):
    """asker(person, session=…) → an Asker."""

    async def make(person=None, session=None):
        cookie = await sync_to_async(cookie_of)(person) if person else None
        return Asker(f"/huone/{session or house.session_id}/virta/", cookie)

    return make


def texts(state):
    return [message["text"] for message in state.snapshot["messages"]]


async def test_who_asks_is_in_the_room_and_hears_what_is_said(asker, come, hub, participant, coach):
    other, one = await come(coach), await asker(participant)
    await one.sees(hub, lambda state: state.snapshot is not None)
    await other.sees(lambda state: state.count == 2)

    await other.do("say", text="Hei sinne")
    await one.sees(hub, lambda state: state.last == 1)

    assert texts(one.state) == ["Hei sinne"]
    assert (one.hellos, one.state.gaps, one.state.view) == (1, 0, "member")


async def test_a_lost_answer_loses_nothing(asker, come, hub, participant, coach):
    other, one = await come(coach), await asker(participant)
    await one.sees(hub, lambda state: state.snapshot is not None)
    await other.do("say", text="Matkalla kadonnut")
    await one.request(hub)

    await one.sees(hub, lambda state: state.last == 1)

    assert texts(one.state) == ["Matkalla kadonnut"]
    assert (one.hellos, one.state.seen) == (2, [1])


async def test_each_request_to_another_process(asker, come, make_hub, participant, coach):
    """Two processes whose bells do not reach each other, and nobody keeps a client at one of them."""
    LIMITS.look_at_log = 0.2
    hubs = [await make_hub(), await make_hub()]
    other, one = await come(coach, at=hubs[0]), await asker(participant)
    await one.ask(hubs[0])

    for number in range(6):
        await other.do("say", text=str(number))
        await one.ask(hubs[number % 2])
    await one.sees(hubs[1], lambda state: state.last == 6)

    assert texts(one.state) == ["0", "1", "2", "3", "4", "5"]
    assert one.state.snapshot["messages"] == other.state.snapshot["messages"]
    assert one.state.gaps == 0


async def test_an_answer_without_news_comes_in_its_time(asker, hub, participant):
    LIMITS.poll_waits = 0.1
    one = await asker(participant)
    await one.sees(hub, lambda state: state.count == 1)
    await asyncio.wait_for(_until_quiet(one, hub), WAIT)

    assert one.line in hub.lines


async def _until_quiet(one, hub):
    while (await one.ask(hub))["frames"]:
        pass


async def test_who_does_not_come_back_leaves_the_room(asker, come, hub, participant, coach):
    LIMITS.poll_comes_back = LIMITS.leaving = 0.05
    other, one = await come(coach), await asker(participant)
    await one.ask(hub)
    await other.sees(lambda state: state.count == 2)

    await other.sees(lambda state: state.count == 1)

    assert hub.lines == {}


async def test_a_second_request_for_a_line_takes_the_place_of_the_first(asker, come, hub, participant, coach):
    other, one = await come(coach), await asker(participant)
    await one.sees(hub, lambda state: state.count == 2)
    LIMITS.poll_waits = 0.1
    await _until_quiet(one, hub)
    LIMITS.poll_waits = 25

    first = asyncio.create_task(one.request(hub))
    await asyncio.sleep(0)
    second = asyncio.create_task(one.request(hub))
    told = await first
    await other.do("say", text="Toiselle")

    assert told == {"frames": []}
    assert '"text":"Toiselle"' in json.dumps(await second, separators=(",", ":"))


async def test_a_line_is_given_to_nobody_else(asker, hub, participant, developer_client):
    one, thief = await asker(participant), await asker(developer_client)
    await one.ask(hub)
    thief.line = one.line

    await thief.ask(hub)

    assert thief.state.me["name"] == "Kuukkeli"
    assert thief.hellos == 1


async def test_who_does_not_belong_here(asker, hub, stranger, outsider):
    told = [await (await asker(who)).ask(hub) for who in (None, stranger, outsider)]

    assert told == [{"frames": [], "closed": code} for code in (4401, 4404, 4404)]


async def test_a_process_that_goes_down_says_so(asker, participant):
    hub = Hub(Bell(), Writer())
    one = await asker(participant)
    await one.sees(hub, lambda state: state.count == 1)
    LIMITS.poll_waits = 0.1
    await _until_quiet(one, hub)
    LIMITS.poll_waits = 25

    waiting = asyncio.create_task(one.request(hub))
    await asyncio.sleep(0)
    await hub.close()

    assert (await waiting)["closed"] == 4012


async def test_only_asking(asker, hub, participant):
    one = await asker(participant)

    assert (await one.ask(hub, method="POST"))["status"] == 405
