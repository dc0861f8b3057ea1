"""What the live rooms plug into the rest of the house."""

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext as _

from coaching.core.registries import Extract, datasets, personal_data
from coaching.programmes.plan.loader import load_plan
from realtime.log import read_lines
from realtime.models import Ballot, Event, Message, Poll, Stay
from realtime.panels import door, polls_of_theme
from realtime.snapshot import shared_state
from realtime.tools.chat.actions import say
from realtime.tools.polls.actions import close, vote


def rows(name, programme):
    return list(datasets[name].rows(Extract(programme.pk)))


@pytest.fixture
def seen_by():
    def request(person):
        request = RequestFactory().get("/")
        request.user = person
        return request

    return request


def test_chat_rows(room, programme, participant, developer_client, subgroup):
    say(by=participant, room=room, text="Yksi")
    say(by=developer_client, room=room, text="Kaksi")

    told = rows("chat", programme)

    assert [(row["session"], row["subgroup"], row["number"], row["person"], row["text"]) for row in told] == [
        ("digikahvit", subgroup.name, 1, participant.pk, "Yksi"),
        ("digikahvit", subgroup.name, 2, developer_client.pk, "Kaksi"),
    ]


def test_rows_have_exactly_the_declared_columns(room, programme, coach, participant, make_run, cast_votes):
    say(by=participant, room=room, text="Hei")
    run = make_run()
    cast_votes(run, [[0]] * 5)
    close(by=coach, room=room, run=run.pk)

    for name in ("chat", "poll_runs", "poll_ballots"):
        told = rows(name, programme)
        assert {tuple(row) for row in told} == {tuple(datasets[name].columns)}


def test_anonymous_ballots_have_no_person_and_come_only_from_closed_runs(room, programme, coach, make_run, cast_votes):
    run = make_run(anonymity="anonymous")
    cast_votes(run, [[0], [1], [1], [2], [0]])
    assert rows("poll_ballots", programme) == []

    close(by=coach, room=room, run=run.pk)

    told = rows("poll_ballots", programme)
    assert {row["person"] for row in told} == {None}
    assert sorted(row["option"] for row in told) == [1, 1, 2, 2, 3]
    assert sorted(row["ballot"] for row in told) == [1, 2, 3, 4, 5]


def test_a_run_with_under_five_ballots_gives_none_of_them(room, programme, coach, make_run, cast_votes):
    run = make_run()
    cast_votes(run, [[0]] * 4)
    close(by=coach, room=room, run=run.pk)

    assert rows("poll_ballots", programme) == []
    assert [row["run"] for row in rows("poll_runs", programme)] == [run.pk]


def test_what_a_person_may_take_out(room, make_run, participant):
    say(by=participant, room=room, text="Omat sanani")
    run = make_run()
    vote(by=participant, room=room, run=run.pk, answer=[1])

    told = personal_data["live_rooms"].export(participant)

    assert [message["text"] for message in told["messages"]] == ["Omat sanani"]
    assert [answer["answers"] for answer in told["answers"]] == [[{"option": 2, "answer": "Videota"}]]


def test_being_forgotten_leaves_the_talk_readable_and_the_sums_equal(room, make_run, coach, participant, cast_votes):
    say(by=participant, room=room, text="Jää luettavaksi")
    run = make_run()
    vote(by=participant, room=room, run=run.pk, answer=[1])
    Stay.objects.create(room=room, person=participant, minutes=3)

    personal_data["live_rooms"].erase(participant)

    [message] = shared_state(room.pk, "member")[1]["messages"]
    [line] = [line for line in read_lines(room.pk, 0) if line.kind == "chat.said"]
    with translation.override("fi"):
        assert (message["who"], message["name"], message["text"]) == (
            None,
            _("Somebody who has left"),
            "Jää luettavaksi",
        )
    assert "Kaisla" not in line.text
    assert [ballot.person for ballot in run.ballots.all()] == [None]
    assert Event.objects.filter(actor=participant).count() == 0
    assert Event.objects.filter(audience__startswith="person:").count() == 0
    assert Message.objects.filter(person=participant).count() == 0
    assert Stay.objects.count() == 0
    assert list(Event.objects.values_list("seq", flat=True)) == list(range(1, Event.objects.count() + 1))


def test_the_plan_fills_the_library(db):
    programme = load_plan(settings.BASE_DIR / "plans" / "digisosiaalipalvelut.yml")
    load_plan(settings.BASE_DIR / "plans" / "digisosiaalipalvelut.yml")

    polls = Poll.objects.filter(theme__programme=programme)
    assert polls.count() == 12
    assert set(polls.values_list("kind", flat=True)) == {"single", "multiple", "scale", "cloud", "ranking"}
    assert set(polls.values_list("anonymity", flat=True)) == {"anonymous", "pseudonymous", "named"}


@pytest.mark.parametrize(("who", "shown"), [("participant", True), ("coach", True), ("stranger", False)])
def test_the_door_on_the_sessions_page(who, shown, digikahvit, seen_by, request):
    assert (door(seen_by(request.getfixturevalue(who)), digikahvit) is not None) == shown


def test_the_themes_page_shows_members_only_what_was_shown_to_all(
    room, theme, coach, participant, stranger, make_run, cast_votes, seen_by
):
    for reveal in ("live", "coach_only"):
        run = make_run(question=reveal, reveal=reveal)
        cast_votes(run, [[0]] * 5)
        close(by=coach, room=room, run=run.pk)

    assert [run["question"] for run in polls_of_theme(seen_by(participant), theme)["results"]] == ["live"]
    assert polls_of_theme(seen_by(participant), theme)["prepared"] == []
    assert [poll["question"] for poll in polls_of_theme(seen_by(coach), theme)["prepared"]] == ["live", "coach_only"]
    assert polls_of_theme(seen_by(stranger), theme) is None
    assert Ballot.objects.count() == 10
