"""The same poll for those who were absent, and the runs of a poll side by side."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.programmes.models import Attendance, Role, Session
from groups.models import SubgroupSession
from realtime.deeds import Deed, do_together
from realtime.models import PollRun
from realtime.rooms import enter
from realtime.tools.polls.actions import close, open_poll, vote
from realtime.tools.polls.afterwards import answer_afterwards, open_afterwards, open_to
from realtime.tools.polls.series import compared, series_of
from realtime.tools.polls.tallies import tallies_of


def soon(days=7):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def closed_run(make_run, room, coach, cast_votes):
    run = make_run(anonymity="anonymous")
    cast_votes(run, [[0]] * 5)
    return close(by=coach, room=room, run=run.pk)


@pytest.fixture
def later(closed_run, coach):
    return open_afterwards(by=coach, run=closed_run, until=soon())


@pytest.fixture
def elsewhere(programme, theme, other_subgroup):
    """The room of another subgroup's digikahvit on the same theme."""
    now = timezone.now()
    session = Session.objects.create(
        programme=programme,
        theme=theme,
        key="muualla",
        kind="digikahvit",
        title="Muualla",
        starts_at=now,
        ends_at=now,
        whole_programme=False,
    )
    SubgroupSession.objects.create(session=session, subgroup=other_subgroup)
    return enter(session=session)


def test_who_was_absent_answers_and_is_counted_apart(later, closed_run, room, participant):
    answer_afterwards(by=participant, room=room, run=later.pk, answer=[1])
    answer_afterwards(by=participant, room=room, run=later.pk, answer=[2])

    assert list(later.ballots.values_list("answer", "person")) == [([2], None)]
    assert closed_run.ballots.count() == 5
    assert list(tallies_of(room.pk)) == [closed_run.pk]
    assert Attendance.objects.filter(person=participant).count() == 0


def test_who_answered_in_the_room_does_not_answer_again(make_run, room, coach, participant):
    run = make_run(anonymity="anonymous")
    vote(by=participant, room=room, run=run.pk, answer=[0])
    closed = close(by=coach, room=room, run=run.pk)
    later = open_afterwards(by=coach, run=closed, until=soon())

    with pytest.raises(Refused) as refused:
        answer_afterwards(by=participant, room=room, run=later.pk, answer=[0])

    assert refused.value.code == "answered_already"
    assert open_to(participant, [room]) == []


@pytest.mark.parametrize("until", [date(2020, 1, 1), date(2090, 1, 1)])
def test_the_day_is_near(closed_run, coach, until):
    with pytest.raises(Refused):
        open_afterwards(by=coach, run=closed_run, until=until)


def test_only_a_closed_run_is_opened_afterwards_and_once(make_run, coach, later, closed_run):
    for run in (make_run(question="Auki vielä"), closed_run, later):
        with pytest.raises(Refused):
            open_afterwards(by=coach, run=run, until=soon())


def test_what_was_open_afterwards_is_not_opened_once_more(later, coach):
    PollRun.objects.filter(pk=later.pk).update(closed_at=timezone.now(), key=None)

    with pytest.raises(Refused):
        open_afterwards(by=coach, run=PollRun.objects.get(pk=later.pk), until=soon())


@pytest.mark.parametrize(("reveal", "kept"), [("coach_only", "coach_only"), ("live", "when_closed")])
def test_what_only_the_coach_saw_only_the_coach_sees_afterwards(make_run, room, coach, reveal, kept):
    run = close(by=coach, room=room, run=make_run(reveal=reveal).pk)

    assert open_afterwards(by=coach, run=run, until=soon()).reveal == kept


def test_the_front_page_offers_it_to_who_was_absent_until_it_is_answered(later, room, signed_in, participant):
    browser = signed_in(participant)
    address = reverse("realtime:afterwards", args=[later.pk])
    before = browser.get("/").content.decode()

    answer_afterwards(by=participant, room=room, run=later.pk, answer=[1])

    assert (address in before, address in browser.get("/").content.decode()) == (True, False)


def test_the_comparison_says_when_what_the_absent_answer_is_shown(later, signed_in, coach):
    address = reverse("realtime:series", args=[later.poll_id])

    page = signed_in(coach).get(address, headers={"accept-language": "en"}).content.decode()

    assert ("The results are shown when the poll is closed." in page, "not shown to you" in page) == (True, False)


def test_after_the_day_it_takes_no_answers_and_is_closed_and_unlinked(later, room, participant):
    answer_afterwards(by=participant, room=room, run=later.pk, answer=[1])
    PollRun.objects.filter(pk=later.pk).update(closes_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(Refused) as refused:
        answer_afterwards(by=participant, room=room, run=later.pk, answer=[1])
    call_command("close_left_polls")

    later.refresh_from_db()
    assert (refused.value.code, later.is_open, later.key) == ("poll_closed", False, None)


def test_answering_on_the_page(later, signed_in, participant, theme):
    browser = signed_in(participant)
    address = reverse("realtime:afterwards", args=[later.pk])

    theme_page = browser.get(theme.get_absolute_url()).content.decode()
    answered = browser.post(address, {"a": "1"})
    empty = browser.post(address, {})

    assert address in theme_page
    assert (answered.status_code, empty.status_code) == (302, 422)
    assert list(later.ballots.values_list("answer", flat=True)) == [[1]]


@pytest.mark.parametrize(
    ("who", "ballot", "leave_open"),
    [("participant", 200, 403), ("coach", 403, 302), ("stranger", 404, 404), ("evaluator", 404, 404)],
)
def test_who_gets_to_it(who, ballot, leave_open, later, signed_in, request):
    browser = signed_in(request.getfixturevalue(who))

    assert browser.get(reverse("realtime:afterwards", args=[later.pk])).status_code == ballot
    assert browser.post(reverse("realtime:leave_open", args=[later.follows_id]), {}).status_code == leave_open


def test_runs_side_by_side(closed_run, room, coach, cast_votes):
    again = open_poll(by=coach, room=room, poll=closed_run.poll_id)
    cast_votes(again, [[0]] * 2 + [[1]] * 3)
    close(by=coach, room=room, run=again.pk)

    columns = series_of(closed_run.poll, coach)

    assert [column.answered for column in columns] == [5, 5]
    assert compared(columns)[0] == ("Chattia", [{"percent": 100, "people": 5}, {"percent": 40, "people": 2}])


def test_too_few_in_one_run_are_not_told_by_the_other(closed_run, room, coach, cast_votes):
    again = open_poll(by=coach, room=room, poll=closed_run.poll_id)
    cast_votes(again, [[1]] * 4)

    columns = series_of(closed_run.poll, coach)

    assert [(column.too_few, column.results is None) for column in columns] == [(False, False), (True, True)]
    assert compared(columns) == []


def test_a_coach_of_one_subgroup_sees_no_run_of_another(
    closed_run, coach, organiser, elsewhere, other_subgroup, make_person
):
    other_coach = make_person("Toinen Valmentaja", Role.COACH, other_subgroup)
    run = open_poll(by=other_coach, room=elsewhere, poll=closed_run.poll_id)

    assert [column.run for column in series_of(closed_run.poll, coach)] == [closed_run]
    assert [column.run for column in series_of(closed_run.poll, other_coach)] == [run]
    assert [column.run for column in series_of(closed_run.poll, organiser)] == [closed_run, run]


@pytest.mark.parametrize(
    ("who", "status"), [("coach", 200), ("organiser", 200), ("participant", 403), ("outsider", 404)]
)
def test_who_compares(who, status, closed_run, signed_in, request):
    address = reverse("realtime:series", args=[closed_run.poll_id])

    assert signed_in(request.getfixturevalue(who)).get(address).status_code == status


def test_comparing_costs_the_same_for_one_run_and_for_many(
    closed_run, room, coach, signed_in, cast_votes, django_assert_max_num_queries, django_assert_num_queries
):
    address, browser = reverse("realtime:series", args=[closed_run.poll_id]), signed_in(coach)
    with django_assert_max_num_queries(40) as first:
        browser.get(address)
    for _time in range(2):
        run = open_poll(by=coach, room=room, poll=closed_run.poll_id)
        cast_votes(run, [[0]] * 5)
        close(by=coach, room=room, run=run.pk)

    with django_assert_num_queries(len(first.captured_queries)):
        browser.get(address)


def test_the_room_does_not_reach_what_is_open_afterwards(later, room, participant, coach):
    deeds = [
        (participant, "vote", {"answer": [1]}),
        (coach, "close", {}),
        (coach, "reveal", {}),
        (coach, "time", {"seconds": 60}),
    ]

    outcomes = do_together([Deed(by.pk, room.pk, name, {"run": later.pk, **fields}) for by, name, fields in deeds])

    assert [outcome.refusal and outcome.refusal.code for outcome in outcomes] == ["no_such_poll"] * 4
    assert Attendance.objects.filter(person=participant).count() == 0


def test_results_are_nobodys_while_answers_trickle_in(later, room, coach, crowd):
    for person in crowd(5):
        answer_afterwards(by=person, room=room, run=later.pk, answer=[1])

    [column] = [column for column in series_of(later.poll, coach) if column.run == later]
    PollRun.objects.filter(pk=later.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    call_command("close_left_polls")
    [closed] = [column for column in series_of(later.poll, coach) if column.run == later]

    assert (column.answered, column.results, closed.results is None) == (5, None, False)


def test_an_answer_no_database_can_hold_is_refused_with_a_sentence(make_run, room, coach, signed_in, participant):
    run = close(by=coach, room=room, run=make_run(kind="text", options=[]).pk)
    later = open_afterwards(by=coach, run=run, until=soon())

    answer = signed_in(participant).post(reverse("realtime:afterwards", args=[later.pk]), {"a": "nolla\x00"})

    assert (answer.status_code, later.ballots.count()) == (422, 0)
