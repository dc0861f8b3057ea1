"""Deeds of one commit: what they gather is stored together, and a deed that works on the database finds it there."""

from contextlib import suppress
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from realtime.access import standing_of
from realtime.deeds import Deed, do_together
from realtime.doorbell import use
from realtime.log import writing
from realtime.models import Ballot, Event, Room
from realtime.toolbox import DEEDS
from realtime.tools.wall.actions import close_wall, put_up_wall
from realtime.tools.wall.notes import write_note


@pytest.fixture
def deed(room):
    """deed(person, name, **fields)"""
    return lambda person, name, **fields: Deed(person.pk, room.pk, name, fields, uuid4())


FOR_ANY_NUMBER_OF_VOTES = 12
"""With the savepoint that the test's own transaction makes of the commit."""


def codes(outcomes):
    return [outcome.refusal and outcome.refusal.code for outcome in outcomes]


def test_deeds_that_gather_write_nothing_by_themselves(room, participant, make_run):
    fields = {"say": {"text": "Hei"}, "vote": {"run": make_run().pk, "answer": [0]}}
    assert {name for name, kind in DEEDS.items() if kind.gathers} == set(fields)

    with (
        writing(room.pk),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        for name, given in fields.items():
            extra = {"coach": False} if DEEDS[name].tells_coach else {}
            DEEDS[name].verb(by=participant, room=room, **given, **extra)
        statements = {query["sql"].split()[0] for query in asked.captured_queries}

    assert statements == {"SELECT"}


@pytest.mark.parametrize("number", [1, 3])
def test_votes_cost_the_same_however_many(number, crowd, make_run, deed, django_assert_num_queries, room):
    run = make_run(anonymity="anonymous")
    people = crowd(number)
    deeds = [deed(person, "vote", run=run.pk, answer=[0]) for person in people]
    for one, person in zip(deeds, people, strict=True):
        one.standing = standing_of(person.pk, room)

    ContentType.objects.get_for_model(room.session)
    with django_assert_num_queries(FOR_ANY_NUMBER_OF_VOTES):
        assert codes(do_together(deeds)) == [None] * number

    assert Ballot.objects.count() == number


def test_the_last_of_several_votes_counts(participant, make_run, deed):
    run = make_run(kind="multiple")

    outcomes = do_together([deed(participant, "vote", run=run.pk, answer=answer) for answer in ([0], [1, 2], [2])])

    assert codes(outcomes) == [None] * 3
    assert list(Ballot.objects.values_list("person", "answer")) == [(participant.pk, [2])]
    assert Event.objects.filter(kind="poll.answered").count() == 3


def test_a_vote_may_be_changed_in_a_later_commit(participant, make_run, deed):
    run = make_run()
    do_together([deed(participant, "vote", run=run.pk, answer=[0])])

    do_together([deed(participant, "vote", run=run.pk, answer=[2])])

    assert list(Ballot.objects.values_list("answer", flat=True)) == [[2]]


@pytest.mark.parametrize("anonymity", ["anonymous", "named"])
def test_what_came_before_the_closing_counts_and_what_came_after_does_not(anonymity, crowd, coach, make_run, deed):
    run = make_run(anonymity=anonymity)
    early, late = crowd(2)

    outcomes = do_together(
        [
            deed(early, "vote", run=run.pk, answer=[1]),
            deed(coach, "close", run=run.pk),
            deed(late, "vote", run=run.pk, answer=[0]),
        ]
    )

    assert codes(outcomes) == [None, None, "poll_closed"]
    assert list(Ballot.objects.values_list("answer", flat=True)) == [[1]]


def test_a_refused_deed_leaves_the_others_as_they_were(participant, coach, make_run, deed):
    run = make_run()

    outcomes = do_together(
        [
            deed(participant, "vote", run=run.pk, answer=[1]),
            deed(participant, "say", text="Yksi"),
            deed(coach, "open", poll=run.poll_id),
            deed(participant, "vote", run=run.pk, answer=[9]),
            deed(participant, "say", text="Kaksi"),
        ]
    )

    assert codes(outcomes) == [None, None, "poll_open", "wrong_answer", None]
    assert list(Ballot.objects.values_list("answer", flat=True)) == [[1]]
    seqs = list(Event.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))


def test_a_deed_sent_again_is_answered_as_before_though_it_would_now_be_refused(participant, coach, make_run, deed):
    run = make_run()
    sent = deed(participant, "vote", run=run.pk, answer=[1])
    first = do_together([sent])
    do_together([deed(coach, "close", run=run.pk)])

    assert do_together([sent]) == first


def test_a_deed_sent_again_that_would_change_nothing_is_answered_as_before(participant, deed):
    sent = deed(participant, "raise_hand")
    [first] = do_together([sent])
    do_together([deed(participant, "say", text="Muuta")])

    [again] = do_together([sent])

    assert (again.seq, again.refusal) == (first.seq, None)


def test_deeds_that_come_with_one_sent_again_are_done(participant, coach, deed):
    sent = deed(participant, "say", text="Kerran")
    do_together([sent])

    outcomes = do_together([deed(coach, "say", text="Ennen"), sent, deed(coach, "say", text="Jälkeen")])

    assert [outcome.seq for outcome in outcomes] == [2, 1, 3]
    assert list(Event.objects.order_by("seq").values_list("payload__text", flat=True)) == ["Kerran", "Ennen", "Jälkeen"]


def test_a_deed_that_another_process_does_in_the_middle_is_answered_as_done(participant, room, deed):
    sent, elsewhere = deed(participant, "say", text="Kerran"), deed(participant, "say", text="Toisaalla")
    do_together([sent])
    locks = []

    def the_other_is_quicker(execute, sql, *rest):
        if sql.startswith('SELECT "realtime_room"'):
            locks.append(sql)
            if len(locks) == 2:
                Event.objects.create(room=room, seq=2, kind="chat.said", actor=participant, deed_id=elsewhere.deed_id)
                Room.objects.update(seq=2)
        return execute(sql, *rest)

    with connection.execute_wrapper(the_other_is_quicker):
        outcomes = do_together([sent, elsewhere])

    assert [(outcome.seq, outcome.refusal) for outcome in outcomes] == [(1, None), (2, None)]


@pytest.fixture
def rung():
    """The news that rings in this process, as it comes."""
    news = []
    use(SimpleNamespace(announce=news.extend))
    yield news
    use(None)


@pytest.fixture
def wall(room, coach):
    """A wall without names, on which everyone sees the notes."""
    asked = {"title": "Seinä", "question": "", "names": "anonymous", "dots": 0, "phase": "revealed"}
    return put_up_wall(by=coach, room=room, **asked)


@pytest.fixture
def note(room, participant, wall):
    return write_note(by=participant, room=room, wall=wall.pk, text="Ensin", colour="yellow")


def test_closing_a_wall_unlinks_what_the_same_commit_tells(
    participant, coach, wall, deed, note, rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        outcomes = do_together(
            [
                deed(participant, "write_note", wall=wall.pk, text="Salaa", colour="yellow", heading=0),
                deed(participant, "mark_note", note=note.pk, liked=1, given=0),
                deed(coach, "close_wall", wall=wall.pk),
            ]
        )

    assert codes(outcomes) == [None] * 3
    assert Event.objects.filter(actor=participant).count() == 0
    [news] = rung
    assert [(line.kind, line.audience) for line in news.lines if "nobody" in line.audience] == [
        ("wall.wrote", "nobody"),
        ("wall.marked", "nobody"),
    ]
    assert ["wall", note.pk] in [line.sums for line in news.lines]


@pytest.mark.parametrize("ends_with", ["remove_note", "hide_note"])
def test_words_of_the_same_commit_leave_with_their_note(ends_with, participant, coach, deed, note):
    by = participant if ends_with == "remove_note" else coach

    outcomes = do_together(
        [
            deed(participant, "edit_note", note=note.pk, text="Katumus", colour="yellow"),
            deed(by, ends_with, note=note.pk),
        ]
    )

    assert codes(outcomes) == [None, None]
    told = [event.audience for event in Event.objects.all() if "Katumus" in str(event.payload)]
    assert told == {"remove_note": [], "hide_note": ["coaches", f"person:{participant.pk}"]}[ends_with]


def test_a_message_hidden_in_the_commit_that_tells_it_is_not_in_the_log(participant, coach, room, deed):
    with writing(room.pk) as log:
        seq = log.rooms[room.pk].seq + 1

    outcomes = do_together(
        [deed(participant, "say", text="Hups"), deed(coach, "hide_message", message=seq, reason="off_topic")]
    )

    assert codes(outcomes) == [None, None]
    assert [event.kind for event in Event.objects.all() if "Hups" in str(event.payload)] == []


def test_a_deed_that_fails_after_rewriting_leaves_the_lines_before_it(participant, coach, room, wall, deed, note):
    with writing(room.pk) as log:
        before = log.rooms[room.pk].seq
        write_note(by=participant, room=room, wall=wall.pk, text="Jää", colour="yellow")
        kept = log.mark()
        with suppress(ZeroDivisionError), transaction.atomic():
            close_wall(by=coach, room=room, wall=wall.pk)
            raise ZeroDivisionError
        log.take_back(kept)

    kinds = list(Event.objects.filter(seq__gt=before).values_list("kind", "actor"))
    assert kinds == [("wall.noted", None), ("wall.wrote", participant.pk)]
