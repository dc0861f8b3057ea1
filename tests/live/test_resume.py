"""Coming in, falling out and coming back: nothing is lost and nothing comes twice."""

import asyncio
import json
from uuid import uuid4

from asgiref.sync import sync_to_async

from realtime.admission import admit_to
from realtime.doorbell import Bell
from realtime.hub.link import Link
from realtime.limits import LIMITS
from realtime.log import read_lines
from realtime.models import Event, Message
from realtime.news import News
from realtime.tools.chat.actions import say
from tests.live.client import State
from tests.live.test_privacy import opened


def texts(client):
    return [message["text"] for message in client.state.snapshot["messages"]]


async def test_what_one_says_everyone_hears(come, participant, coach):
    one, other = await come(participant), await come(coach)

    answer = await one.do("say", text="Hei kaikki")
    await other.until(lambda frame: "events" in frame)

    assert answer["seq"] == 1
    assert texts(one) == texts(other) == ["Hei kaikki"]


async def test_who_comes_back_gets_what_was_missed(come, participant, coach):
    one, other = await come(participant), await come(coach)
    await one.do("say", text="Ennen")
    await other.caught_up(1)
    await other.leave()
    await one.do("say", text="Sillä välin")

    back = await come(coach, after=other.state.last, view="coach", state=other.state)

    assert texts(back) == ["Ennen", "Sillä välin"]
    assert back.state.seen == [1, 2]
    assert "snapshot" not in back.bytes


async def test_who_missed_too_much_gets_a_snapshot(come, participant, coach):
    LIMITS.replay = 2
    one = await come(participant)
    for number in range(4):
        await one.do("say", text=str(number))

    back = await come(coach, after=0, view="coach")

    assert texts(back) == ["0", "1", "2", "3"]
    assert '"snapshot"' in back.bytes


async def test_another_view_gets_a_snapshot(come, participant):
    one = await come(participant, after=0, view="coach")

    assert '"snapshot"' in one.bytes


async def test_what_left_the_memory_comes_from_the_log(come, hub, participant, coach):
    LIMITS.lines_kept = 2
    one = await come(participant)
    for number in range(5):
        await one.do("say", text=str(number))
    state = State()
    state.last, state.snapshot = 0, {"messages": []}

    back = await come(coach, after=0, view="coach", state=state)

    assert texts(back) == ["0", "1", "2", "3", "4"]
    assert '"snapshot"' not in back.bytes


async def test_a_deed_sent_again_is_done_once_and_answered_the_same(come, participant):
    one = await come(participant)
    deed = str(uuid4())

    first = await one.do("say", deed, text="Kerran")
    second = await one.do("say", deed, text="Kerran")

    assert second == first
    assert await Message.objects.acount() == 1


async def test_a_deed_sent_again_to_another_process_is_done_once(come, make_hub, participant):
    elsewhere = await make_hub()
    one, same_person = await come(participant), await come(participant, at=elsewhere)
    deed = str(uuid4())

    first = await one.do("say", deed, text="Kerran")
    second = await same_person.do("say", deed, text="Kerran")

    assert second == first
    assert await Message.objects.acount() == 1


async def test_the_same_deed_twice_in_one_commit_is_done_once(come, participant):
    one = await come(participant)
    deed = str(uuid4())
    await one.send({"do": "say", "id": deed, "text": "Kerran"})
    await one.send({"do": "say", "id": deed, "text": "Kerran"})

    answers = [await one.until(lambda frame: "ack" in frame) for _twice in range(2)]

    assert answers == [{"ack": deed, "seq": 1}] * 2
    assert await Message.objects.acount() == 1


async def test_two_processes_hear_of_each_other_through_the_bell(come, make_hub, participant, coach):
    bell = Bell()
    here, there = await make_hub(bell), await make_hub(bell)
    one, other = await come(participant, at=here), await come(coach, at=there)

    await one.do("say", text="Täältä")
    await other.until(lambda frame: "events" in frame)
    await other.do("say", text="Sieltä")
    await one.until(lambda frame: "events" in frame)

    assert texts(one) == texts(other) == ["Täältä", "Sieltä"]


async def test_a_lost_ring_is_found_in_the_log(come, make_hub, participant, coach):
    """Two processes whose bells do not reach each other: the look at the log is all there is."""
    LIMITS.look_at_log = 0.1
    here, there = await make_hub(), await make_hub()
    one, other = await come(participant, at=here), await come(coach, at=there)

    await one.do("say", text="Kukaan ei soittanut")
    await other.until(lambda frame: "events" in frame)

    assert texts(other) == ["Kukaan ei soittanut"]


async def test_a_gap_in_what_rings_is_filled_from_the_log_in_order(come, make_hub, participant, coach):
    bell = Bell()
    deaf, hearing = await make_hub(), await make_hub(bell)
    other = await come(coach, at=hearing)
    unheard, heard = await come(participant, at=deaf), None
    await unheard.do("say", text="Soittamatta")

    heard = await come(participant, at=hearing)
    await heard.do("say", text="Soitettu")
    await other.caught_up(2)

    assert texts(other) == ["Soittamatta", "Soitettu"]
    assert other.state.seen == [1, 2]


class WrongWayRound(Bell):
    """Rings the second news before the first."""

    def __init__(self):
        super().__init__()
        self._first = None

    def announce(self, news):
        if self._first is None:
            self._first = news
        else:
            super().announce(news)
            super().announce(self._first)


async def test_news_in_the_wrong_order_are_told_in_the_right_one_without_reading_the_log(
    come, make_hub, coach, monkeypatch
):
    monkeypatch.setattr("realtime.hub.tape.PATIENCE", 3600)
    monkeypatch.setattr("realtime.hub.tape.read_lines", None)
    LIMITS.look_at_log = 3600
    one = await come(coach, at=await make_hub(WrongWayRound()))

    for text in ("Ensin", "Sitten"):
        await one.do("say", text=text)
    await one.sees(lambda state: state.last == 2)

    assert texts(one) == ["Ensin", "Sitten"]
    assert one.state.gaps == 0


async def test_news_that_never_fit_are_let_go_after_one_look_at_the_log(come, make_hub, coach, monkeypatch):
    looks = []

    def counted(*args, **kwargs):
        looks.append(args)
        return read_lines(*args, **kwargs)

    monkeypatch.setattr("realtime.hub.tape.PATIENCE", 0.001)
    monkeypatch.setattr("realtime.hub.tape.read_lines", counted)
    LIMITS.look_at_log = 3600
    hub = await make_hub()
    one = await come(coach, at=hub)
    [room] = hub.rooms.values()

    room.tape.ring(News(room.room_id, 100, ()), may_wait=True)
    for text in ("Ensin", "Sitten"):
        await one.do("say", text=text)
        await asyncio.sleep(0.1)
    await one.sees(lambda state: state.last == 2)

    assert texts(one) == ["Ensin", "Sitten"]
    assert len(looks) == 1


async def test_many_deeds_at_once_have_numbers_without_gaps(come, make_hub, participant, coach, developer_client):
    bell = Bell()
    hubs = [await make_hub(bell), await make_hub(bell)]
    clients = [await come(person, at=hubs[n % 2]) for n, person in enumerate((participant, coach, developer_client))]

    await asyncio.gather(*(_talk(client, 10) for client in clients))
    for client in clients:
        await client.caught_up(30)

    numbers = [seq async for seq in Event.objects.order_by("seq").values_list("seq", flat=True)]
    assert numbers == list(range(1, 31))
    assert [sorted(client.state.seen) for client in clients] == [numbers] * 3
    assert [client.state.gaps for client in clients] == [0] * 3


async def _talk(client, times):
    for number in range(times):
        await client.do("say", text=str(number))


async def test_a_plain_form_reaches_the_sockets(come, make_hub, participant, coach, house):
    from realtime.doorbell import bell

    hub = await make_hub(bell())
    other = await come(coach, at=hub)

    await sync_to_async(say)(by=participant, room=house, text="Lomakkeella")
    await other.until(lambda frame: "events" in frame)

    assert texts(other) == ["Lomakkeella"]


async def test_a_beat_tells_the_number(come, hub, participant):
    LIMITS.beat = 0.1
    one = await come(participant)
    await one.do("say", text="Hei")

    beat = await one.until(lambda frame: "beat" in frame)

    assert beat == {"beat": 1}


async def test_the_state_built_from_events_is_the_fresh_one(
    come, fresh, make_poll, house, participant, developer_client, coach
):
    """Every kind of event, for a member and for a coach who were there from the start."""
    poll = await make_poll()
    member, leader = await come(participant), await come(coach)
    other = await come(developer_client)
    await member.do("say", text="Hei")
    await make_poll(question="Toinen?")
    opened = await leader.do("open", poll=poll.pk)
    await leader.caught_up(opened["seq"])
    run = leader.state.snapshot["polls"][0]["run"]
    answers = [
        await member.do("vote", run=run, answer=[1]),
        await other.do("vote", run=run, answer=[0]),
        await leader.do("close", run=run),
        await leader.do("reveal", run=run),
        await leader.do("say", text="Kiitos"),
    ]
    assert [answer.get("code") for answer in answers] == [None] * 5
    for client in (member, leader, other):
        await client.caught_up(answers[-1]["seq"])

    kinds = {kind async for kind in Event.objects.values_list("kind", flat=True)}
    assert kinds == {"chat.said", "poll.prepared", "poll.opened", "poll.answered", "poll.closed", "poll.revealed"}
    assert member.state.snapshot == await fresh(participant)
    assert leader.state.snapshot == await fresh(coach)
    assert other.state.snapshot == await fresh(developer_client)
    assert [client.state.gaps for client in (member, leader, other)] == [0, 0, 0]


async def test_what_one_did_while_coming_in_is_there(come, hub, house, make_poll, participant, coach):
    """Somebody whose vote reached the server, but not its ack, comes in again: own answers are read after it."""
    LIMITS.replay = 0
    poll = await make_poll()
    leader, before = await come(coach), await come(participant)
    run = await opened(leader, poll)
    admission = await hub.read(admit_to, house, participant, None)
    assert "ack" in await before.do("vote", run=run, answer=[2])
    again, room = State(), await hub.enter(house.pk)

    async def hears(message):
        again.apply(json.loads(message["text"]))

    link = Link(hears, view="member", visitor=admission.visitor, task=asyncio.current_task())
    await room.welcome(link, after=None, own=admission.own, own_seq=admission.seq)
    room.remove(link, hub.now())

    assert admission.own["mine"] == {}
    assert again.snapshot["mine"] == {str(run): [2]}
