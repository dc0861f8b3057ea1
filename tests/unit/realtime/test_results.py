"""Who sees what a poll has come to."""

import itertools

import pytest

from realtime.models import PollRun
from realtime.tools.polls.actions import close
from realtime.tools.polls.tallies import Tally, tallies, tallies_of

HIDDEN, SHOWN, FEW = (None, False), ([3, 2], False), (None, True)


def told(reveal, *, is_open=True, revealed=False, answered=5, view="member", own=False):
    result = {"counts": [3, 2]}
    tally = Tally(1, reveal, is_open, revealed, answered, result, result)
    sent = tally.told_to(view, own)
    return sent["result"] and sent["result"]["counts"], sent["too_few"]


@pytest.mark.parametrize(
    ("reveal", "asked", "answered", "closed", "projector_closed"),
    [
        ("live", SHOWN, SHOWN, SHOWN, SHOWN),
        ("after_own", HIDDEN, SHOWN, SHOWN, SHOWN),
        ("when_closed", HIDDEN, HIDDEN, SHOWN, SHOWN),
        ("coach_only", HIDDEN, HIDDEN, HIDDEN, HIDDEN),
    ],
)
def test_the_four_reveals(reveal, asked, answered, closed, projector_closed):
    assert told(reveal) == asked
    assert told(reveal, own=True) == answered
    assert told(reveal, is_open=False) == closed
    assert told(reveal, is_open=False, view="projector") == projector_closed
    assert told(reveal, view="coach") == SHOWN


def test_the_projector_has_no_own_answer():
    assert told("after_own", view="projector", own=True) == HIDDEN


def test_revealing_shows_every_kind_to_everyone():
    for reveal, view in itertools.product(("live", "after_own", "when_closed", "coach_only"), ("member", "projector")):
        assert told(reveal, revealed=True, view=view) == SHOWN


@pytest.mark.parametrize("view", ["coach", "member", "projector"])
def test_under_five_answers_nobody_sees_shares(view):
    assert told("live", answered=4, view=view) == FEW
    assert told("live", answered=5, view=view) == SHOWN


def test_the_count_of_answers_is_always_told():
    assert Tally(1, "coach_only", True, False, 3).told_to("member")["answered"] == 3


def test_shares_are_of_people_not_of_ticks(make_run, room, cast_votes):
    run = make_run(kind="multiple")
    cast_votes(run, [[0, 1], [0, 1, 2], [0], [1], [0]])

    tally = tallies_of(room.pk)[run.pk]

    assert (tally.answered, tally.result) == (5, {"counts": [4, 3, 1]})


def test_a_tally_costs_two_queries_however_many_runs(make_run, room, coach, cast_votes, django_assert_num_queries):
    for number in range(3):
        run = make_run(question=f"Kysymys {number}")
        cast_votes(run, [[0]])
        close(by=coach, room=room, run=run.pk)

    with django_assert_num_queries(2):
        tallies(PollRun.objects.filter(room=room))
    with django_assert_num_queries(2):
        tallies(PollRun.objects.filter(pk=run.pk))
