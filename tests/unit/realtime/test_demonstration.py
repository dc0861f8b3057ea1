"""The made-up answers and walls of the demonstration."""

from datetime import timedelta

import pytest

from coaching.programmes.models import Attendance, Session
from realtime.demonstration import ANSWERS, LEFT_OPEN, fill
from realtime.models import Ballot, Event, Note, PollRun, Wall
from realtime.snapshot import shared_state
from realtime.tools.polls.actions import checked


@pytest.fixture
def held(digikahvit, room, make_poll, crowd):
    """The digikahvit two days ago, with twelve present, polls of the kinds that are answered, and one that is not."""
    Session.objects.filter(pk=digikahvit.pk).update(
        starts_at=digikahvit.starts_at - timedelta(days=2), ends_at=digikahvit.ends_at - timedelta(days=2)
    )
    digikahvit.refresh_from_db()
    for kind in (*ANSWERS, "number"):
        given = {} if kind in {"single", "multiple", "scale"} else {"options": ()}
        make_poll(question=kind, kind=kind, anonymity="anonymous", **given)
    make_poll(question="Nimellä", anonymity="named", key=LEFT_OPEN)
    Attendance.objects.bulk_create(
        Attendance(session=digikahvit, person=person, source=Attendance.Source.PRESENCE) for person in crowd(12)
    )
    return digikahvit


def test_those_present_have_answered_what_the_kinds_take_and_the_runs_are_closed(programme, held):
    fill(programme)

    runs = PollRun.objects.filter(follows__isnull=True)
    assert sorted(runs.values_list("question", flat=True)) == sorted([*ANSWERS, "Nimellä"])
    assert all(checked(ballot.run, ballot.answer) == ballot.answer for ballot in Ballot.objects.select_related("run"))
    assert all(5 <= run.ballots.count() <= 12 and run.closed_at < held.ends_at + timedelta(hours=1) for run in runs)
    assert PollRun.objects.get(follows__isnull=False).poll.key == LEFT_OPEN


def test_it_is_done_once_and_nobody_is_present_who_was_not(programme, held):
    fill(programme)
    counts = [model.objects.count() for model in (PollRun, Ballot, Wall, Note, Event, Attendance)]
    fill(programme)

    assert [model.objects.count() for model in (PollRun, Ballot, Wall, Note, Event, Attendance)] == counts
    assert counts[-1] == 12


def test_the_wall_is_closed_with_its_notes_under_headings(programme, held, room):
    fill(programme)

    wall = shared_state(room.pk, "member")[1]["walls"][0]
    assert (wall["phase"], len(wall["notes"]), len(wall["headings"])) == ("closed", 11, 3)
    assert all(note["heading"] for note in wall["notes"])


def test_what_is_on_today_is_left_to_those_who_try_it(programme, digikahvit, make_poll, participant):
    make_poll()
    Attendance.objects.create(session=digikahvit, person=participant, source=Attendance.Source.PRESENCE)

    fill(programme)

    assert PollRun.objects.count() == 0
