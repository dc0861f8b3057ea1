"""What the live rooms plug into the rest of the house."""

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from coaching.core.registries import Extract, datasets, personal_data
from coaching.programmes.plan.loader import load_plan
from realtime.log import read_lines
from realtime.models import Ballot, Event, GroupPlace, GroupSet, Message, Poll, Restraint, SmallGroup, Stay, Wall
from realtime.panels import door, left_by_session, polls_of_theme
from realtime.snapshot import shared_state
from realtime.tools.chat.actions import say
from realtime.tools.polls.actions import close, hide, vote
from realtime.tools.polls.kinds.kind import key_of


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


def test_a_text_that_a_coach_has_hidden_is_in_no_row(room, programme, coach, make_run, cast_votes):
    run = make_run(kind="text", options=[])
    cast_votes(run, ["Asiaton", *["Kahvi"] * 5])
    hide(by=coach, room=room, run=run.pk, text=key_of("Asiaton"), hidden=True)
    close(by=coach, room=room, run=run.pk)

    assert [row["text"] for row in rows("poll_ballots", programme)] == ["Kahvi"] * 5


PARTS = [
    {"question": "Valitse", "kind": "single", "options": ["Chat", "Video"], "settings": {}},
    {"question": "Kerro", "kind": "text", "options": [], "settings": {}},
]


@pytest.mark.parametrize(
    ("kind", "asked", "answers", "told"),
    [
        (
            "form",
            {"options": [], "settings": {"questions": PARTS}},
            [[[0], "Sana"]] * 4 + [[[1], None]],
            [(1, 1)] * 4 + [(1, 2)],
        ),
        ("scale", {"options": ["Chat", "Video"], "settings": {"steps": 3}}, [[1, 2]] * 4 + [[3, None]], [(1, 1)] * 5),
    ],
)
def test_what_under_five_have_answered_within_a_poll_is_in_no_row(
    room, programme, coach, make_run, cast_votes, kind, asked, answers, told
):
    run = make_run(kind=kind, **asked)
    cast_votes(run, answers)
    close(by=coach, room=room, run=run.pk)

    assert sorted((row["part"], row["option"]) for row in rows("poll_ballots", programme)) == told


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


@pytest.fixture
def left(room, coach, participant, developer_client, make_run, cast_votes):
    """A session with polls of each kind of sight, a wall that was shown and one that was not, and two small groups."""
    for question, reveal, votes in (("Kaikille", "live", 5), ("Valmentajalle", "coach_only", 5), ("Harva", "live", 4)):
        run = make_run(question=question, reveal=reveal)
        cast_votes(run, [[0]] * votes)
        close(by=coach, room=room, run=run.pk)
    make_run(question="Kesken", reveal="live")
    for title, phase in (("Näytetty", "revealed"), ("Kesken", "write")):
        Wall.objects.create(room=room, title=title, phase=phase, names="shown", opened_at=timezone.now(), key=b"k")
    groups = GroupSet.objects.create(session=room.session, title="Pienryhmät", how="hand", phase="closed")
    for number, person in enumerate((participant, developer_client), start=1):
        group = SmallGroup.objects.create(group_set=groups, session=room.session, number=number, name=f"Ryhmä {number}")
        GroupPlace.objects.create(group=group, group_set=groups, person=person)


@pytest.mark.parametrize(
    ("who", "groups", "runs_it"),
    [
        ("participant", ["Ryhmä 1"], False),
        ("developer_client", ["Ryhmä 2"], False),
        ("coach", ["Ryhmä 1", "Ryhmä 2"], True),
    ],
)
def test_the_sessions_page_tells_what_the_session_left(who, groups, runs_it, left, digikahvit, theme, seen_by, request):
    seen = seen_by(request.getfixturevalue(who))

    told = left_by_session(seen, digikahvit)

    results = [(run["question"], run["results"].get("too_few", False)) for run in told["results"]]
    assert results == [("Harva", True), ("Kaikille", False)]
    assert told["results"] == polls_of_theme(seen, theme)["results"]
    assert [wall.title for wall in told["walls"]] == ["Näytetty"]
    assert ([group.name for group in told["groups"]], told["coach"]) == (groups, runs_it)


@pytest.mark.parametrize("who", ["stranger", "evaluator"])
def test_what_a_session_left_is_for_those_of_its_subgroup(who, left, digikahvit, seen_by, request):
    assert left_by_session(seen_by(request.getfixturevalue(who)), digikahvit) is None


def test_somebody_who_was_removed_sees_nothing_of_what_was_left(left, room, digikahvit, participant, seen_by):
    Restraint.objects.create(room=room, person=participant, what="removed")

    assert left_by_session(seen_by(participant), digikahvit) is None


@pytest.mark.parametrize(("who", "files"), [("participant", 0), ("coach", 1)])
def test_the_sessions_page_gives_walls_as_files_to_coaches(who, files, left, digikahvit, signed_in, request):
    page = signed_in(request.getfixturevalue(who)).get(digikahvit.get_absolute_url()).content.decode()

    assert (page.count("/vie/png/"), page.count("/vie/xlsx/"), page.count('id="results-told"')) == (files, files, 1)
