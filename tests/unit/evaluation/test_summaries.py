"""What the tables count, and that nothing small follows from them."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from coaching.accounts.models import User
from coaching.core.days import day_of
from coaching.core.registries import Column, Dataset, Extract, datasets
from coaching.core.suppression import hidden_answers
from coaching.evaluation import summaries
from coaching.evaluation.extract import Snapshot, asked
from coaching.evaluation.filters import Filter
from coaching.evaluation.summaries.frame import Together
from coaching.programmes.models import Attendance, Enrolment, Role, Session
from coaching.surveys.kinds import CANNOT_SAY
from coaching.surveys.models import Answer, BlankSheet, Sheet, Survey
from realtime.models import Ballot, PollRun


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def crowd(make_person):
    def make(count):
        return [make_person(f"Jäsen {number}", Role.PARTICIPANT) for number in range(count)]

    return make


def snapshot(mask):
    """Nothing left out, and this for the mask."""
    return Snapshot({}, mask, lambda _row, _people=(): True)


def told(study, *keys):
    """The tables of these names, of the whole study."""
    found = {table.key: table for table in summaries.tables(study, asked(study), Snapshot.of(study))}
    return [found[key] for key in keys]


def figures(table):
    return [(row.label, *row.values) for row in table.all_rows]


def present(session, people):
    Attendance.objects.bulk_create(Attendance(session=session, person=person, source="list") for person in people)


def test_visits_different_people_and_repeats_of_members(study, lecture, digikahvit, crowd, coach):
    people = crowd(20)
    present(lecture, [*people, coach])
    present(digikahvit, people[:8])

    by_theme, by_kind = told(study, "attendance_theme", "attendance_kind")

    assert figures(by_theme) == [("1 Luottamus ja motivointi", 28, 20, 8), ("All", 28, 20, 8)]
    assert figures(by_kind) == [("Digikahvit", 8, 8, 0), ("Lecture", 20, 20, 0), ("All", 28, 20, 8)]


def test_a_small_session_is_hidden_with_another(study, lecture, digikahvit, crowd):
    people = crowd(20)
    present(lecture, people)
    present(digikahvit, people[:3])

    _by_theme, by_kind = told(study, "attendance_theme", "attendance_kind")

    assert figures(by_kind) == [
        ("Digikahvit", None, None, None),
        ("Lecture", None, None, None),
        ("All", 23, None, None),
    ]


def test_a_few_who_came_again_are_not_counted(study, lecture, digikahvit, crowd):
    people = crowd(20)
    present(lecture, people[:14])
    present(digikahvit, [*people[14:], *people[:2]])

    _by_theme, by_kind = told(study, "attendance_theme", "attendance_kind")

    assert figures(by_kind)[-1] == ("All", 22, None, None)


def test_nobody_there_is_no_table(study):
    assert [t.key for t in summaries.tables(study, asked(study), Snapshot.of(study)) if "attendance" in t.key] == []


def _attendance(study):
    return told(study, *(f"attendance_{way}" for way in ("theme", "kind", "month")))


@pytest.mark.parametrize(("by_hand", "also_written", "shown"), [(3, 0, None), (30, 0, 30), (30, 9, 0)])
def test_who_was_counted_by_hand_and_not_written_down(study, lecture, digikahvit, crowd, by_hand, also_written, shown):
    people = crowd(20)
    present(digikahvit, people)
    present(lecture, people[:also_written])
    Session.objects.filter(pk=lecture.pk).update(headcount=by_hand)

    assert figures(*told(study, "rounds")) == [("1 Luottamus ja motivointi", 20, 100, shown)]


def test_visits_less_different_people_are_repeats_wherever_shown(study, lecture, digikahvit, crowd):
    people = crowd(30)
    present(lecture, people[:25])
    present(digikahvit, people[10:])

    rows = [row.values for table in _attendance(study) for row in table.all_rows]

    assert {visits - people == repeats for visits, people, repeats in rows if None not in (visits, people)} == {True}


def test_developer_clients_are_in_the_total_only(study, crowd, make_person):
    crowd(12)
    for number in range(6):
        make_person(f"Asiakas {number}", Role.DEVELOPER_CLIENT, pseudonym=f"Lintu {number}")

    assert figures(*told(study, "reach")) == [("Municipality", 12), ("All", 18)]


def test_staff_are_no_members(study, crowd, coach, organisation, consents):
    Enrolment.objects.filter(person=coach).update(organisation=organisation)
    consents(coach, *crowd(12))

    reach, consent = told(study, "reach", "consent")

    assert figures(reach) == [("Municipality", 12), ("All", 12)]
    assert figures(consent) == [("Has consented", 12, 100), ("Has not consented", 0, 0), ("All", 12, 100)]


def test_few_developer_clients_do_not_follow_from_the_total(study, crowd, developer_client):
    crowd(12)

    assert figures(*told(study, "reach")) == [("Municipality", None), ("All", 13)]


def test_few_without_consent_are_hidden(study, crowd, consents):
    consents(*crowd(12)[:10])

    assert figures(*told(study, "consent")) == [
        ("Has consented", None, None),
        ("Has not consented", None, None),
        ("All", 12, 100),
    ]


def test_guidance_visits_by_month_and_kind(study, monkeypatch):
    days = [*(["2020-09-01"] * 6), *(["2020-10-01"] * 7)]
    rows = [
        {"visit": n, "date": date.fromisoformat(day), "organisation_type": "municipality"} for n, day in enumerate(days)
    ]
    monkeypatch.setitem(datasets._items, "guidance_visits", Dataset("", {}, lambda _extract: iter(rows)))

    [table] = told(study, "visits_month")

    assert table.columns == ("Municipality", "All")
    assert figures(table) == [("September 2020", 6, 6), ("October 2020", 7, 7), ("All", 13, 13)]


def test_poll_answers_of_few_are_hidden_with_the_next(study):
    ballots = dict(enumerate([{1}] * 9 + [{2}] * 6 + [{3}] * 2))

    assert hidden_answers(ballots, 5) == {3, 2}


def test_where_several_answers_may_be_chosen_few_who_did_not_choose_are_hidden_too():
    ballots = dict(enumerate([{1}] * 9 + [{1, 2}] * 6 + [{2}] * 2))

    assert hidden_answers(ballots, 5) == {1, 2} or hidden_answers(ballots, 5) == {1}


@pytest.fixture
def asked_twice(coached_round):
    """The round's two polls as two runs of one; what nobody chose is another option in each."""
    runs = list(PollRun.objects.order_by("pk"))
    for run, third in zip(runs, ("Kaislan soitto", "Kaislan kirje"), strict=True):
        run.poll, run.options = runs[0].poll, ["Kaislan chatti", "Videota", third]
        run.save()
    return coached_round


def of_polls(tables):
    return [table for table in tables if table.key.startswith(("poll_", "series_"))]


def test_poll_tallies_name_nobody_and_hide_what_nobody_chose_beside_what_few_did(asked_twice, study):
    found = of_polls(summaries.tables(study, asked(study), snapshot(lambda text: text.replace("Kaisla", "P1"))))

    both = ("P1n chatti", "Videota")
    thirds = ("P1n soitto", "P1n kirje")
    runs = [[*((label, None) for label in (*both, third)), ("Answered", 7)] for third in thirds]
    series = [*((label, None, None) for label in (*both, *thirds)), ("Answered", 7, 7)]
    assert {table.title for table in found} == {"Mitä P1 kokeili?"}
    assert [figures(table) for table in found] == [*runs, series, series]


def test_a_stricter_study_is_told_nothing_of_a_poll_that_fewer_answered(asked_twice, study):
    """Nor do the counts of all answers tell it, less those of another poll of the same day."""
    study.threshold = 8
    study.save()
    assert [table.all_hidden for table in of_polls(summaries.tables(study, asked(study), snapshot(str)))] == [True] * 4

    PollRun.objects.last().ballots.bulk_create(
        Ballot(run=PollRun.objects.last(), voter_key=n, answer=[1]) for n in "ab"
    )
    [by_month] = told(study, "activity_month")
    assert [dict(by_month.cells(row))["Answers to polls"] for row in by_month.all_rows] == [9, 9]


def test_a_narrowed_package_has_the_polls_of_its_own_subgroup(asked_twice, study, subgroup):
    def polls_of(name):
        chosen = Filter(subgroups=(name,))
        tables = summaries.tables(study, asked(study, chosen), Snapshot.of(study, chosen), narrowed=True)
        return [table.key.partition("_")[0] for table in of_polls(tables)]

    assert (polls_of(subgroup.name), polls_of("Muu")) == (["poll", "poll"], [])


def test_the_files_rows_are_the_tables_figures(study, lecture, crowd):
    present(lecture, crowd(9))
    tables = summaries.tables(study, asked(study), snapshot(str))

    rows = list(summaries.rows(tables))

    assert {tuple(row) for row in rows} == {summaries.COLUMNS}
    assert len(rows) == sum(len(table.all_rows) * len(table.columns) for table in tables)
    assert [row["hidden"] for row in rows] == [row["value"] is None for row in rows]


def test_the_workshops_of_the_third_programme(study, programme, make_person):
    """23 workshops, 311 visits by 240 different people, so 71 visits by people who had been there before."""
    workshops = [
        Session.objects.create(programme=programme, key=f"w{n}", kind="workshop", title=f"Työpaja {n}")
        for n in range(23)
    ]
    people = User.objects.bulk_create(User(display_name=f"Kävijä {n}") for n in range(240))
    Enrolment.objects.bulk_create(Enrolment(programme=programme, person=p, role="participant") for p in people)
    first = [Attendance(session=workshops[n % 22], person=person, source="list") for n, person in enumerate(people)]
    again = [Attendance(session=workshops[22], person=person, source="list") for person in people[:71]]
    Attendance.objects.bulk_create(first + again)

    [by_kind] = told(study, "attendance_kind")

    assert figures(by_kind) == [("Workshop", 311, 240, 71), ("All", 311, 240, 71)]
    assert figures(*told(study, "sessions")) == [("Workshop", 23, 0), ("All", 23, 0)]


def test_pilots_numbers_are_sums_of_what_each_may_tell(study, monkeypatch):
    def row(pilot, figure, value, precision="exact"):
        return {"pilot": pilot, "month": date(2020, 9, 1), "figure": figure, "value": value, "precision": precision}

    rows = [row(1, "chat", 20), row(2, "chat", 9, "about"), row(1, "clients", 12), row(2, "clients", None, "hidden")]
    rows.append(row(1, "failed", 3))
    columns = {"figure": Column("", categories={"chat": "chat", "clients": "clients", "failed": "failed"})}
    monkeypatch.setitem(datasets._items, "pilot_numbers", Dataset("", columns, lambda _extract: iter(rows)))

    [table] = told(study, "pilot_numbers")

    assert (table.columns, figures(table), table.rows[0].about) == (
        ("Chat", "Clients", "Failed"),
        [("September 2020", 29, None, None)],
        (0,),
    )


def test_clients_answers_are_told_where_every_pilots_are(study, monkeypatch):
    rows = [{"smile": s, "answers": n} for s, n in (("good", 7), ("good", 8), ("bad", None), ("bad", 6))]
    columns = {"smile": Column("", categories={"good": "good", "bad": "bad"})}
    monkeypatch.setitem(datasets._items, "pilot_client_feedback", Dataset("", columns, lambda _extract: iter(rows)))

    assert figures(*told(study, "clients_feedback")) == [("Good", 15), ("Bad", None)]


@pytest.mark.parametrize("name", ["forum_posts", "chat"])
def test_what_the_database_counts_is_what_the_rows_say(coached_round, name):
    """By person, day and subgroup: figures of a long table are counted without reading it."""
    extract = Extract(coached_round.pk)
    rows = Counter((row["person"], day_of(row["at"]), row["subgroup"]) for row in datasets[name].rows(extract))

    counted = {(person, day, subgroup or ""): count for person, day, subgroup, count in datasets[name].counted(extract)}

    assert (counted, len(rows) > 1) == (dict(rows), True)


def test_a_nought_is_hidden_in_the_table_where_something_is():
    together = Together(5)
    for name, people in {("a", 1): range(3), ("a", 2): (), ("b", 1): range(9), ("b", 2): ()}.items():
        together.add(name, people)

    assert [together.told(name) for name in (("a", 1), ("a", 2), ("b", 1), ("b", 2))] == [None, None, 9, 0]


def test_a_month_without_visits_is_hidden_beside_one_of_few(study, lecture, crowd, monkeypatch):
    people, earlier = crowd(9), timezone.now() - timedelta(days=99)
    present(lecture, people[:3])
    rows = [{"person": person.pk, "at": earlier, "subgroup": ""} for person in people]
    monkeypatch.setitem(
        datasets._items, "forum_posts", Dataset("", {"subgroup": Column("")}, lambda _extract: iter(rows))
    )

    [by_month] = told(study, "activity_month")

    assert [(row[1], row[-1]) for row in figures(by_month)] == [(9, None), (0, None), (9, None)]


def test_counts_of_people_are_held_against_what_was_told_before():
    together = Together(5, before=[frozenset(range(20))])
    together.add(("some",), range(18))

    assert together.told(("some",)) is None


def test_what_is_kept_back_does_not_follow_from_other_counts():
    together = Together(5)
    for name, people in {("all",): range(40), ("some",): range(30), ("others",): range(30, 40)}.items():
        together.add(name, people, rank=len(people))
    together.keep_back(("others",))

    assert None in [together.told(("all",)), together.told(("some",))]


@pytest.fixture
def asked_in():
    """asked_in(programme, mode, **values) → a wave that is over unless told, of a survey of one scale."""

    def make(programme, mode="linked", **values):
        survey = Survey.objects.create(programme=programme, key="kysely", title={"en": "Survey"}, mode=mode)
        section = survey.sections.create(place=1)
        settings = {"steps": 5, "low": {"fi": "ei"}, "high": {"fi": "kyllä"}}
        section.items.create(
            survey=survey, key="vaite", place=1, kind="scale", text={"en": "It helped"}, settings=settings
        )
        now = timezone.now()
        days = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(days=1)}
        return survey.waves.create(**{"key": "alku", "kind": "before"} | days | values)

    return make


@pytest.mark.parametrize(
    ("answered", "is_over", "shown"),
    [(9, True, 9), (9, False, None), (4, True, None), (17, True, None), (0, True, 0), (20, True, 20)],
)
def test_an_anonymous_round_is_told_when_it_is_over_and_neither_part_is_small(
    study, programme, crowd, asked_in, answered, is_over, shown
):
    crowd(20)
    values = {} if is_over else {"closes_at": timezone.now() + timedelta(days=1)}
    wave = asked_in(programme, Survey.Mode.ANONYMOUS, **values)
    BlankSheet.objects.bulk_create(BlankSheet(wave=wave, answers={}) for _sheet in range(answered))

    [row] = figures(*told(study, "responses"))

    assert row[1:3] == (20, shown)


@pytest.mark.parametrize(
    ("mode", "audience", "by_subgroup"),
    [
        ("linked", {}, True),
        ("linked", {"roles": ["participant", "developer_client"]}, True),
        ("linked", {"roles": ["developer_client"]}, False),
        ("linked", {"roles": ["participant"]}, False),
        ("anonymous", {}, False),
    ],
)
def test_no_subgroups_figures_where_they_would_tell_developer_clients_apart_or_are_not_known(
    study, programme, participant, developer_client, asked_in, mode, audience, by_subgroup
):
    wave = asked_in(programme, mode, audience=audience)

    tables = [table.key for table in summaries.tables(study, asked(study), Snapshot.of(study))]

    assert (f"responses_{wave.pk}" in tables) == by_subgroup


def test_how_many_of_a_small_subgroup_were_asked_is_decided_on_with_the_rest(
    study, programme, make_person, subgroup, other_subgroup, asked_in
):
    for number in range(12):
        make_person(f"Jäsen {number}", Role.PARTICIPANT, subgroup if number < 9 else other_subgroup)
    wave = asked_in(programme)

    [table] = told(study, f"responses_{wave.pk}")

    assert {row.label: row.values[0] for row in table.rows} == {subgroup.name: None, other_subgroup.name: None}


def test_what_was_only_begun_is_no_answer_and_a_round_to_come_is_not_told(study, programme, crowd, asked_in):
    people = crowd(20)
    wave = asked_in(programme)
    moments = [timezone.now()] * 9 + [None] * 6
    Sheet.objects.bulk_create(Sheet(wave=wave, person=p, sent_at=at) for p, at in zip(people, moments, strict=False))
    soon = timezone.now() + timedelta(days=1)
    wave.survey.waves.create(key="loppu", kind="after", opens_at=soon, closes_at=soon + timedelta(days=1))

    assert [row[1:3] for row in figures(*told(study, "responses"))] == [(20, 9)]


@pytest.mark.parametrize(("days_ago", "counted"), [(2, False), (4, True)])
def test_feedback_waits_until_its_time_to_answer_is_over(study, programme, lecture, crowd, asked_in, days_ago, counted):
    """Those who cannot say are not among them."""
    lecture.ends_at = timezone.now() - timedelta(days=days_ago)
    lecture.save()
    wave = asked_in(programme, kind="session", session=lecture)
    sheets = [Sheet(wave=wave, person=person, sent_at=lecture.ends_at) for person in crowd(10)]
    item = wave.survey.items.get()
    told = [*[4] * 9, CANNOT_SAY]
    Answer.objects.bulk_create(
        Answer(sheet=s, item=item, value=v) for s, v in zip(Sheet.objects.bulk_create(sheets), told, strict=True)
    )

    tables = summaries.tables(study, asked(study), Snapshot.of(study))

    assert [table.rows[0].values[-1] for table in tables if table.key.startswith("feedback")] == [9] * counted
