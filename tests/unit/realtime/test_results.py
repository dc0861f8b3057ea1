"""Who sees what a poll has come to."""

import itertools

import pytest

from realtime.models import PollRun
from realtime.toolbox import sums_of
from realtime.tools.polls.actions import close, vote
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


def _shown(room, run):
    told = sums_of(room.pk)["polls", run.pk].told_to("coach")
    return told["result"] and sum(told["result"]["counts"])


def test_an_open_anonymous_poll_shows_its_results_in_steps(make_run, room, coach, cast_votes):
    """Between any two results shown there are the answers of five people or more, at the end as well."""
    run = make_run(anonymity="anonymous")
    shown = []
    for number in range(1, 18):
        cast_votes(run, [[number % 3]])
        shown.append(_shown(room, run))
    close(by=coach, room=room, run=run.pk)
    shown.append(_shown(room, run))

    assert shown == [None] * 9 + [5] * 5 + [10] * 3 + [17]
    steps = sorted({count for count in shown if count})
    assert all(later - earlier >= 5 for earlier, later in itertools.pairwise(steps))


def test_a_mind_that_changes_is_not_seen_before_others_have_answered(make_run, room, cast_votes):
    run = make_run(anonymity="anonymous")
    people = cast_votes(run, [[0]] * 10)
    before = sums_of(room.pk)["polls", run.pk].told_to("member")

    vote(by=people[0], room=room, run=run.pk, answer=[2])

    after = sums_of(room.pk)["polls", run.pk].told_to("member")
    assert (before, after["counted"], after["answered"]) == (after, 5, 10)


def test_a_poll_with_names_shows_every_answer_from_the_fifth_on(make_run, room, cast_votes):
    run = make_run(anonymity="pseudonymous")
    shown = []
    for _number in range(7):
        cast_votes(run, [[0]])
        shown.append(_shown(room, run))

    assert shown == [None] * 4 + [5, 6, 7]


@pytest.mark.parametrize(
    ("anonymity", "answers", "shown"),
    [("anonymous", 4, "few"), ("anonymous", 5, "early"), ("anonymous", 10, None), ("named", 5, None)],
)
def test_the_page_says_why_there_are_no_results_yet(
    anonymity, answers, shown, make_run, cast_votes, room, coach, signed_in
):
    run = make_run(anonymity=anonymity)
    for at in range(0, answers, 5):
        cast_votes(run, [[0]] * min(5, answers - at))

    page = signed_in(coach).get(room.get_absolute_url()).content.decode()

    card = page[page.index("<live-poll") :]
    told = [slot for slot in ("few", "early") if f'data-slot="{slot}">' in card[: card.index("</live-poll>")]]
    assert told == [shown] * (shown is not None)
