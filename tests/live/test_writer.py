"""The writer: commits together, answers after the commit, and outlives a database that goes away."""

import asyncio
import threading
from time import sleep
from uuid import uuid4

import pytest
from django.db import OperationalError

from coaching.core.errors import Refused
from coaching.programmes.models import Attendance
from realtime import attendance, deeds, writer
from realtime.admission import admit_to
from realtime.closing import CLOSE_CODES
from realtime.deeds import Deed
from realtime.hub.link import Link
from realtime.limits import LIMITS
from realtime.models import Event, Message
from realtime.writer import Writer
from tests.live.client import WAIT


class Answers:
    """Collects outcomes by the order in which they came."""

    def __init__(self):
        self.outcomes = []
        self.came = threading.Semaphore(0)

    def __call__(self, outcome):
        self.outcomes.append(outcome)
        self.came.release()

    def wait(self, number):
        for _answer in range(number):
            assert self.came.acquire(timeout=WAIT)
        return self.outcomes


@pytest.fixture
def answers():
    return Answers()


@pytest.fixture
def talk(house, participant, answers):
    """talk(text) → a deed."""
    return lambda text="Hei": Deed(participant.pk, house.pk, "say", {"text": text}, uuid4(), answer=answers)


@pytest.fixture
def desk():
    made = Writer()
    yield made
    made.stop()


@pytest.fixture
def batches(monkeypatch):
    """How many deeds each commit took."""
    sizes = []

    def counted(together, attended):
        sizes.append(len(together))
        return deeds.do_together(together, attended)

    monkeypatch.setattr(writer, "do_together", counted)
    return sizes


@pytest.fixture
def together(desk):
    """together(deeds): submit deeds while the writer is busy with something else."""

    def submit(many):
        gate = threading.Event()
        desk.submit(gate.wait)
        for deed in many:
            desk.submit(deed)
        gate.set()

    return submit


def _until(condition):
    for _time in range(100 * WAIT):
        if condition():
            return
        sleep(0.01)
    pytest.fail(f"Not in {WAIT} s")


def test_what_has_queued_up_is_one_commit(together, talk, answers, batches):
    together([talk(str(number)) for number in range(10)])
    answers.wait(10)

    assert sum(batches) == 10
    assert len(batches) <= 2
    assert [outcome.seq for outcome in answers.outcomes] == list(range(1, 11))


def test_after_a_commit_of_many_those_who_write_again_are_waited_for(desk, together, talk, answers, batches):
    LIMITS.seconds_to_gather = LIMITS.seconds_of_quiet = 20
    together([talk(str(number)) for number in range(10)])
    answers.wait(10)
    batches.clear()

    for number in range(9):
        desk.submit(talk(f"taas {number}"))
        assert not answers.came.acquire(timeout=0.01)
    desk.submit(talk("viimeinen"))
    answers.wait(10)

    assert batches == [10]
    LIMITS.seconds_to_gather = 0


def test_a_deed_alone_waits_for_nobody(desk, talk, answers, batches):
    LIMITS.seconds_to_gather = LIMITS.seconds_of_quiet = 60
    for text in ("Yksi", "Kaksi"):
        desk.submit(talk(text))
        answers.wait(1)

    assert batches == [1, 1]


def test_a_deed_that_fails_undoes_only_itself(desk, talk, answers):
    for text in ("Yksi", "Tunnus 131052-308T", "Kaksi"):
        desk.submit(talk(text))
    outcomes = answers.wait(3)

    assert [outcome.refusal and outcome.refusal.code for outcome in outcomes] == [None, "identity_code", None]
    assert list(Event.objects.values_list("seq", flat=True)) == [1, 2]
    assert list(Message.objects.values_list("text", flat=True)) == ["Yksi", "Kaksi"]


def test_a_bug_in_one_deed_is_not_the_others_trouble(desk, talk, answers, monkeypatch, caplog):
    broken = talk("Rikki")
    broken.fields = {"txet": "Rikki"}
    for deed in (talk("Yksi"), broken, talk("Kaksi")):
        desk.submit(deed)
    outcomes = answers.wait(3)

    assert [outcome.refusal and outcome.refusal.code for outcome in outcomes] == [None, "failed", None]
    assert list(Message.objects.values_list("seq", "text")) == [(1, "Yksi"), (2, "Kaksi")]


def test_who_took_part_is_noted_when_nobody_waits_for_the_writer(desk, talk, answers, participant):
    desk.submit(talk())
    answers.wait(1)

    _until(Attendance.objects.exists)
    assert list(Attendance.objects.values_list("person", flat=True)) == [participant.pk]


def test_of_many_who_took_part_a_few_are_noted_after_each_commit_and_the_rest_at_the_end(
    desk, together, talk, participant, developer_client, coach
):
    LIMITS.people_noted_at_once, LIMITS.seconds_until_noted = 2, 60
    deeds = [talk() for _person in range(3)]
    for deed, person in zip(deeds, (participant, developer_client, coach), strict=True):
        deed.person_id = person.pk
    noted = []
    together([*deeds, lambda: noted.append(Attendance.objects.count())])
    desk.stop()

    assert [*noted, Attendance.objects.count()] == [2, 3]


def test_what_was_said_stays_when_who_was_there_cannot_be_noted(desk, talk, answers, monkeypatch, caplog):
    def broken(**_given):
        raise ValueError

    monkeypatch.setattr(attendance, "attend_together", broken)
    for text in ("Yksi", "Kaksi"):
        desk.submit(talk(text))
        answers.wait(1)
    desk.stop()

    assert [outcome.seq for outcome in answers.outcomes] == [1, 2]
    assert "Who was there could not be noted" in caplog.text
    assert Attendance.objects.count() == 0


def test_answers_come_after_the_commit(desk, talk, house):
    seen = []
    done = threading.Event()
    deed = talk()

    def look(_outcome):
        seen.append(list(Event.objects.values_list("seq", flat=True)))
        done.set()

    deed.answer = look
    desk.submit(deed)

    assert done.wait(20)
    assert seen == [[1]]


def test_a_database_that_comes_back_in_time_loses_nothing(desk, talk, answers, monkeypatch):
    left = [3]

    def away(together, attended):
        if left[0]:
            left[0] -= 1
            raise OperationalError("gone")
        return deeds.do_together(together, attended)

    monkeypatch.setattr(writer, "do_together", away)
    desk.submit(talk())

    assert [outcome.seq for outcome in answers.wait(1)] == [1]
    assert Message.objects.count() == 1


def test_a_commit_whose_answer_was_lost_is_not_done_twice(desk, talk, answers, monkeypatch):
    lost = [1]

    def commits_and_dies(together, attended):
        outcomes = deeds.do_together(together, attended)
        if lost.pop() if lost else False:
            raise OperationalError("connection lost during commit")
        return outcomes

    monkeypatch.setattr(writer, "do_together", commits_and_dies)
    desk.submit(talk())

    assert [outcome.seq for outcome in answers.wait(1)] == [1]
    assert Message.objects.count() == 1


def test_a_database_that_stays_away_is_told_in_words(desk, talk, answers, monkeypatch):
    LIMITS.seconds_to_commit = 0.1

    def away(together, attended):
        raise OperationalError("gone")

    monkeypatch.setattr(writer, "do_together", away)
    desk.submit(talk())

    assert [outcome.refusal.code for outcome in answers.wait(1)] == ["try_again"]
    assert Message.objects.count() == 0


def test_too_much_waiting_is_refused(desk, talk):
    LIMITS.deeds_waiting = 0

    with pytest.raises(Refused) as refused:
        desk.submit(talk())

    assert refused.value.code == "busy"


def test_two_writers_share_a_room_without_gaps(talk, answers):
    desks = [Writer(), Writer()]
    for number in range(40):
        desks[number % 2].submit(talk(str(number)))
    answers.wait(40)
    for desk in desks:
        desk.stop()

    assert sorted(outcome.seq for outcome in answers.outcomes) == list(range(1, 41))
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 41))


async def test_a_client_that_does_not_read_is_ended_and_the_others_go_on(come, hub, house, participant, coach):
    """A connection whose transport never takes more: its queue is bounded, and nobody waits for it."""

    LIMITS.frames_waiting = 5
    other = await come(coach)
    admission = await hub.read(admit_to, house, participant, None)
    full = asyncio.Event()

    async def never_takes(_message):
        await full.wait()

    async def stays():
        await asyncio.Event().wait()

    task = asyncio.create_task(stays())
    stuck = Link(never_takes, view="member", visitor=admission.visitor, task=task)
    await (await hub.enter(house.pk)).welcome(stuck, after=None, own={"mine": {}}, own_seq=0)

    for number in range(10):
        assert "ack" in await other.do("say", text=str(number))

    assert stuck.ended == CLOSE_CODES["fell_behind"]
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_slow_client_gets_everything_in_order(hub):

    sent, gate = [], asyncio.Event()

    async def slow(message):
        if not sent:
            await gate.wait()
        sent.append(message["text"])

    link = Link(slow, view="member", task=asyncio.current_task())
    for number in range(5):
        link.send(str(number))
    assert sent == []
    gate.set()
    async with asyncio.timeout(WAIT):
        while len(sent) < 5:
            await asyncio.sleep(0)
    link.send("5")

    assert sent == ["0", "1", "2", "3", "4", "5"]
