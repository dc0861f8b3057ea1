"""The pages of figures from outside: who sees which, and what can be taken along."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from coaching.core.models import AccessLog
from coaching.evaluation.dashboards.groupings import VIEWS
from coaching.evaluation.dashboards.lens import Lens, figures_of
from coaching.evaluation.models import Study
from coaching.programmes.models import Attendance, Programme, Role
from realtime.models import PollRun
from realtime.rooms import enter


@pytest.fixture(autouse=True)
def _counted_anew():
    cache.clear()


@pytest.fixture
def crowd(make_person, subgroup, other_subgroup):
    """Fourteen in the coach's subgroup, nine in the other."""
    own = [make_person(f"Oma {number}", "participant", subgroup) for number in range(14)]
    return own, [make_person(f"Muu {number}", "participant", other_subgroup) for number in range(9)]


@pytest.fixture
def visited(crowd, lecture):
    people = [*crowd[0], *crowd[1]]
    Attendance.objects.bulk_create(Attendance(session=lecture, person=person, source="list") for person in people)


def address(name, programme, *more):
    return reverse(f"evaluation:{name}", args=[programme.key, *more])


def test_evaluator_coach_and_organiser_see_them_others_do_not(
    client, programme, study, evaluator, coach, organiser, participant, developer, developer_client, outsider
):
    answers = []
    for person in (evaluator, coach, organiser, participant, developer, developer_client, outsider):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        answers.append(client.get(address("figures", programme)).status_code)

    assert answers == [200, 302, 200, 403, 403, 403, 404]


@pytest.mark.parametrize("view", [view.name for view in VIEWS])
def test_every_view_is_a_page(signed_in, evaluator, programme, coached_round, view):
    assert signed_in(evaluator).get(address("figures_view", programme, view)).status_code == 200


def test_a_view_that_is_not(signed_in, evaluator, programme):
    assert signed_in(evaluator).get(address("figures_view", programme, "muu")).status_code == 404


def test_a_programme_without_a_study_has_figures_too(signed_in, organiser, programme, visited):
    answer = signed_in(organiser).get(address("figures_view", programme, "kaynnit"))

    assert 'id="attendance_theme"' in answer.content.decode()


def test_a_coach_sees_the_rows_of_own_subgroups_only(programme, visited, coach, evaluator):
    found = figures_of(programme)

    own = {table.key: [row.circle for row in table.all_rows] for table in found.seen_by(coach, programme)}
    all_of_them = {table.key: [row.circle for row in table.all_rows] for table in found.seen_by(evaluator, programme)}

    assert all_of_them["circles"] == ["lapset", "paihde", ""]
    assert {key: rows for key, rows in own.items() if key in {"circles", "attendance_circle", "rounds_circle"}} == {
        "circles": ["lapset"],
        "attendance_circle": ["lapset"],
        "rounds_circle": ["lapset"],
    }
    assert set(own) - {"circles", "attendance_circle", "rounds_circle"} == {"activity_lapset", "sessions"}


def test_a_coach_sees_the_polls_of_own_subgroups_and_of_everybody(
    programme, coached_round, coach, make_person, other_subgroup, lecture
):
    of_all, of_subgroup = PollRun.objects.order_by("pk")
    of_all.room = enter(session=lecture)
    of_all.save()
    other_coach = make_person("Muu Valmentaja", Role.COACH, other_subgroup)
    found = figures_of(programme)

    polls = [
        {int(table.key.removeprefix("poll_")) for table in found.seen_by(person, programme) if "poll_" in table.key}
        for person in (coach, other_coach)
    ]

    assert polls == [{of_all.pk, of_subgroup.pk}, {of_all.pk}]


def test_a_coach_does_not_take_others_figures_along(signed_in, coach, programme, visited):
    client = signed_in(coach)

    answers = [
        client.get(address("figure_file", programme, key, "csv")) for key in ("activity_lapset", "activity_paihde")
    ]

    assert [answer.status_code for answer in answers] == [200, 404]


@pytest.mark.parametrize(
    ("kind", "media_type", "begins"),
    [
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("csv", "text/csv; charset=utf-8", b"\xef\xbb\xbftable"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_a_figure_is_taken_along_and_written_down(signed_in, evaluator, programme, visited, kind, media_type, begins):
    answer = signed_in(evaluator).get(address("figure_file", programme, "attendance_kind", kind))

    assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    assert (answer.content[: len(begins)], answer["Cache-Control"]) == (begins, "no-store")
    row = AccessLog.objects.get()
    assert (row.deed, row.details) == ("evaluation.took_figure", {"figure": "attendance_kind", "format": kind})


@pytest.mark.parametrize(("key", "kind"), [("nothing", "svg"), ("attendance_kind", "exe"), ("rounds_circle", "png")])
def test_what_is_not_there(signed_in, evaluator, programme, visited, key, kind):
    assert signed_in(evaluator).get(address("figure_file", programme, key, kind)).status_code == 404


def test_what_people_named_is_no_formula(signed_in, evaluator, programme, theme, visited):
    type(theme).objects.update(name="=HYPERLINK(1)")

    rows = signed_in(evaluator).get(address("figure_file", programme, "attendance_theme", "csv")).content.decode()

    assert '"=' not in rows and ",=" not in rows and "=HYPERLINK" in rows


def test_the_figures_stand_still_within_the_hour(programme, visited, lecture, make_person):
    """One more visit is not seen by looking again."""
    before = figures_of(programme).tables
    Attendance.objects.create(session=lecture, person=make_person("Yksi lisää", "participant"), source="list")

    assert figures_of(programme).tables == before
    cache.clear()
    assert figures_of(programme).tables != before


def test_figures_of_the_hour_are_the_programmes_own_and_hidden_anew_for_a_stricter_study(programme, study, visited):
    assert figures_of(programme).tables != ()

    other = figures_of(Programme.objects.create(key="muualla", name="Muualla"))
    Study.objects.update(threshold=9)

    assert (other.tables, figures_of(programme).threshold) == ((), 9)


def test_all_studies_of_a_programme_are_seen_as_one(programme, study):
    days = [date(2020, month, 1) for month in (5, 8, 10, 12)]
    Study.objects.update(since=days[0], until=days[2])
    Study.objects.create(
        programme=programme, key="toinen", name="Toinen", question="?", since=days[1], until=days[3], threshold=8
    )

    lens = Lens.of(programme)

    assert (lens.since, lens.until, lens.threshold) == (days[0], days[3], 8)


def test_no_figure_is_counted_again_for_another_page(programme, visited, django_assert_num_queries):
    figures_of(programme)

    with django_assert_num_queries(2):
        figures_of(programme)


@pytest.mark.parametrize(("few", "told"), [(3, ["all hidden", "why"]), (14, ["a chart"])])
def test_a_page_of_which_nothing_may_be_shown_says_why(
    signed_in, evaluator, programme, study, crowd, lecture, few, told
):
    """Instead of a table of "hidden" and an empty drawing to take along."""
    Attendance.objects.bulk_create(
        Attendance(session=lecture, person=person, source="list") for person in crowd[0][:few]
    )

    page = signed_in(evaluator).get(address("figures_view", programme, "kaynnit"))

    text = page.content.decode()
    [table] = [one for one in figures_of(programme).tables if one.key == "attendance_theme"]
    section = text.split('id="attendance_theme"')[1].split("</section>")[0]
    found = {"all hidden": table.all_hidden, "why": page.context["is_mostly_hidden"], "a chart": "<svg" in section}
    assert [name for name, holds in found.items() if holds] == told
    assert ("<table" in section, "download" in section) == ((few == 14),) * 2
