"""What does not make sense, comes too fast or from somebody else is refused in words; the others feel nothing."""

import asyncio
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings

from coaching.asgi import application
from groups.models import Membership
from realtime.hub.hub import Hub
from realtime.limits import LIMITS
from realtime.models import Message
from realtime.projector import token_for
from realtime.rooms import enter
from realtime.sockets import RoomDoor
from realtime.tools.polls.actions import open_poll
from tests.live.client import WAIT
from tests.live.conftest import connect
from tests.logins import cookie_of

REFUSED = [
    ({"do": "dance"}, "unknown_deed"),
    ({"do": None}, "unknown_deed"),
    ({"do": ["say"]}, "unknown_deed"),
    ({"do": "say"}, "missing_field"),
    ({"do": "say", "text": "Hei", "as": "coach"}, "unknown_field"),
    ({"do": "say", "text": "Hei", "by": 1}, "unknown_field"),
    ({"do": "say", "text": 5}, "wrong_type"),
    ({"do": "say", "text": "a\x00b"}, "wrong_type"),
    ({"do": "say", "text": "\ud800"}, "wrong_type"),
    ({"do": "say", "text": "  \n"}, "empty"),
    ({"do": "say", "text": "a" * 2001}, "too_long"),
    ({"do": "say", "text": "Tunnus 131052-308T"}, "identity_code"),
    ({"do": "vote", "run": "1", "answer": [0]}, "wrong_type"),
    ({"do": "vote", "run": True, "answer": [0]}, "wrong_type"),
    ({"do": "vote", "run": 1.5, "answer": [0]}, "wrong_type"),
    ({"do": "vote", "run": -1, "answer": [0]}, "wrong_type"),
    ({"do": "vote", "run": 2**70, "answer": [0]}, "wrong_type"),
    ({"do": "vote", "run": 1, "answer": None}, "wrong_type"),
    ({"do": "vote", "run": 1, "answer": True}, "wrong_type"),
    ({"do": "vote", "run": 1, "answer": {"0": 1}}, "wrong_type"),
    ({"do": "vote", "run": 1, "answer": ["a\x00b"]}, "wrong_type"),
    ({"do": "vote", "run": 1, "answer": [[[[1]]]]}, "wrong_type"),
    ({"do": "vote", "run": 1, "answer": 2**70}, "wrong_type"),
    ({"do": "vote", "run": 1, "answer": []}, "empty"),
    ({"do": "vote", "run": 1, "answer": ["a" * 8001]}, "too_long"),
    ({"do": "vote", "run": 1, "choice": [0]}, "unknown_field"),
    ({"do": "vote", "run": 999, "answer": [0]}, "no_such_poll"),
    ({"do": "open", "poll": 1}, "not_allowed"),
    ({"do": "close", "run": 1}, "not_allowed"),
    ({"do": "reveal", "run": 1}, "not_allowed"),
]


async def test_deeds_that_cannot_be_are_refused_with_their_ids(come, participant):
    LIMITS.deeds_at_once = 100
    one = await come(participant)
    answers = []

    for deed, _code in REFUSED:
        deed_id = str(uuid4())
        await one.send({**deed, "id": deed_id})
        answers.append(await one.until(lambda frame, mine=deed_id: frame.get("refused") == mine))

    assert [answer["code"] for answer in answers] == [code for _deed, code in REFUSED]
    assert all(answer["message"] for answer in answers)
    assert await Message.objects.acount() == 0


async def test_the_code_that_was_refused_is_nowhere_in_the_answer(come, participant):
    one = await come(participant)

    await one.do("say", text="Tunnus 131052-308T")

    assert "131052" not in one.bytes


async def test_refusals_speak_the_readers_language(come, participant):
    participant.language = "en"
    await participant.asave()
    one = await come(participant)

    answer = await one.do("say", text="")

    assert answer["message"] == "Write something first."


async def test_a_deed_without_a_proper_id_is_refused(come, participant):
    one = await come(participant)
    answers = []

    for deed_id in (None, 7, "", "abc", "0" * 35 + "g", "{" + "0" * 34 + "}"):
        await one.send({"do": "say", "id": deed_id, "text": "Hei"})
        answers.append(await one.until(lambda frame: "refused" in frame))

    assert {(answer["refused"], answer["code"]) for answer in answers} == {(None, "bad_id")}
    assert await Message.objects.acount() == 0


async def test_frames_that_make_no_sense_are_refused(come, participant):
    one = await come(participant)
    answers = []

    for text in ("{", "[]", "7", "null", '{"hello":1}', '{"resume":"5"}', '{"resume":-1}', "[" * 9000):
        await one.send(text)
        answers.append(await one.until(lambda frame: "refused" in frame))

    assert {(answer["refused"], answer["code"]) for answer in answers} == {(None, "bad_frame")}


async def test_many_senseless_frames_end_the_connection(come, participant):
    one = await come(participant)

    for _frame in range(LIMITS.bad_frames + 1):
        await one.send("nonsense")

    assert await one.closed() == 4400


async def test_a_binary_frame_ends_the_connection(come, participant):
    one = await come(participant)

    await one.socket.send_to(bytes_data=b"\x00")

    assert await one.closed() == 4400


async def test_ten_megabytes_end_the_connection_and_nobody_elses(come, participant, coach):
    one, other = await come(participant), await come(coach)

    await one.send("a" * 10_000_000)

    assert await one.closed() == 4413
    assert "ack" in await other.do("say", text="Täällä ollaan")


async def test_a_flood_is_refused_and_then_ended(come, participant, coach):
    LIMITS.deeds_at_once, LIMITS.deeds_a_second, LIMITS.too_fast_until_flood = 3, 0.001, 5
    one, other = await come(participant), await come(coach)

    for number in range(10):
        await one.send({"do": "say", "id": str(uuid4()), "text": str(number)})

    assert await one.closed() == 4429
    assert sorted(answer.get("code", "done") for answer in one.answers.values())[-5:] == ["too_fast"] * 5
    assert await Message.objects.acount() <= 3
    assert "ack" in await other.do("say", text="Täällä ollaan")


async def test_a_flood_without_ids_is_a_flood_too(come, participant):
    LIMITS.deeds_at_once, LIMITS.deeds_a_second, LIMITS.too_fast_until_flood = 3, 0.001, 5
    one = await come(participant)

    for _frame in range(10):
        await one.send({"do": "say"})

    assert await one.closed() == 4429


async def test_the_oldest_of_too_many_connections_goes(come, participant):
    LIMITS.connections_a_person = 2
    clients = [await come(participant) for _time in range(3)]

    assert await clients[0].closed() == 4409
    assert "ack" in await clients[2].do("say", text="Uusin toimii")


async def test_the_writer_with_too_much_to_do_says_so(come, participant):
    LIMITS.deeds_waiting = 0
    one = await come(participant)

    assert (await one.do("say", text="Hei"))["code"] == "busy"


async def test_nobody_signed_in(come):
    one = await come(None)

    assert one.closed_with == 4401


async def test_who_does_not_belong_here(come, stranger, outsider, evaluator, organiser):
    clients = [await come(person) for person in (stranger, outsider, evaluator, organiser)]

    assert [client.closed_with for client in clients] == [4404, 4404, 4404, None]
    assert ['"hello"' in client.bytes for client in clients] == [False, False, False, True]


async def test_no_such_session(come, participant):
    clients = [await come(participant, session=number) for number in (10**9, 10**25)]

    assert [one.closed_with for one in clients] == [4404, 4404]


async def test_who_loses_the_right_is_put_out(come, hub, participant):
    LIMITS.ask_again = 0.1
    one = await come(participant)

    await Membership.objects.filter(person=participant).adelete()

    assert await one.closed() == 4403


async def test_a_deed_about_another_rooms_poll(come, coach, make_poll, lecture):
    poll = await make_poll()
    leader = await come(coach)
    elsewhere = await sync_to_async(enter)(session=lecture)
    run = await sync_to_async(open_poll)(by=coach, room=elsewhere, poll=poll.pk)

    assert (await leader.do("close", run=run.pk))["code"] == "no_such_poll"


async def test_the_projector_only_looks(projector, house):
    screen = await projector(token_for(house))

    await screen.send({"do": "say", "id": str(uuid4()), "text": "Hei"})
    answer = await screen.until(lambda frame: "refused" in frame)

    assert answer["code"] == "read_only"


async def test_one_link_opens_only_so_many_screens(projector, house):
    LIMITS.screens_a_room = 2
    link = token_for(house)
    first, second, third = [await projector(link) for _screen in range(3)]

    assert [screen.closed_with for screen in (first, second, third)] == [None, None, 4429]
    await first.leave()
    assert (await projector(link)).closed_with is None


async def test_a_forged_projector_link_is_refused(projector, house):
    screen = await projector(token_for(house) + "x")

    assert screen.closed_with == 4403


async def test_a_foreign_origin_is_turned_away_and_our_own_let_in(house, participant):
    cookie = f"{settings.SESSION_COOKIE_NAME}={await sync_to_async(cookie_of)(participant)}".encode()
    address = f"/ws/huone/{house.session_id}/"
    headers = [(b"cookie", cookie), (b"host", b"localhost")]

    foreign = WebsocketCommunicator(application, address, [*headers, (b"origin", b"https://evil.example")])
    own = WebsocketCommunicator(application, address, [*headers, (b"origin", b"http://localhost")])

    assert (await foreign.connect(timeout=WAIT))[0] is False
    assert (await own.connect(timeout=WAIT))[0] is True
    assert "hello" in await own.receive_json_from(WAIT)
    await own.disconnect(timeout=WAIT)
    await Hub.of_process().close()


async def test_a_thousand_sockets_of_one_person_are_eight_and_the_others_feel_nothing(
    come, hub, house, participant, coach
):
    other, cookie = await come(coach), await sync_to_async(cookie_of)(participant)
    door = RoomDoor(lambda: hub)
    crowd = [connect(door, f"/ws/huone/{house.session_id}/", cookie) for _socket in range(1_000)]

    await asyncio.gather(*(one.connect() for one in crowd))
    assert "ack" in await other.do("say", text="Täällä ollaan")
    last = await come(participant)
    assert "ack" in await last.do("say", text="Niin minäkin")

    for one in crowd:
        await one.until(lambda frame: "closed" in frame or "tick" in frame)
    turned_away = [one for one in crowd if one.closed_with is not None]
    assert {one.closed_with for one in turned_away} == {4429}
    assert len(hub.rooms[house.pk].of_person[participant.pk]) == LIMITS.connections_a_person
    for one in crowd:
        await one.leave()


@pytest.mark.parametrize("login", ['"\\000"', '"' + "a" * 31 + '\\000"', "A" * 32, "x" * 33])
async def test_what_cannot_be_a_log_in_is_asked_of_nobody(hub, house, login):
    client = connect(RoomDoor(lambda: hub), f"/ws/huone/{house.session_id}/", login)
    hub.porter.admit = None

    await client.connect()
    await client.until(lambda frame: "closed" in frame)

    assert client.closed_with == 4401
