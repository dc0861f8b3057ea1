from datetime import date, timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from coaching.core.registries import Extract, datasets, personal_data
from coaching.pilots import actions, panels
from coaching.pilots.models import GuidanceVisit, PilotPerson, Step, WorkerFeedback
from coaching.programmes.models import Enrolment


@pytest.fixture
def asked_by():
    def asked_by(user):
        request = RequestFactory().get("/")
        request.user = user
        return request

    return asked_by


def rows(name, programme, **span):
    return list(datasets[name].rows(Extract(programme.pk, **span)))


def test_the_visits_dataset_has_kinds_of_organisation_and_no_names(pilot, visit, developer, programme):
    assert rows("guidance_visits", programme) == [
        {
            "visit": visit.pk,
            "pilot": pilot.pk,
            "organisation_type": "municipality",
            "date": date(2020, 8, 20),
            "form": "remote",
            "minutes": 60,
            "people": 1,
            "person": developer.pk,
            "topics": "Salainen aihe",
            "agreed": "Salainen sopimus",
        }
    ]


def test_both_ends_of_the_span_are_in(pilot, visit_to, programme):
    for day in (1, 2, 3, 4):
        visit_to(pilot, date=date(2020, 9, day))

    found = rows("guidance_visits", programme, since=date(2020, 9, 2), until=date(2020, 9, 3))

    assert [row["date"].day for row in found] == [2, 3]


def test_the_pilots_dataset_counts_people_and_steps_once(pilot, step, participant, programme):
    Step.objects.create(pilot=pilot, title="Toinen")
    actions.finish_step(by=participant, step=step)

    [row] = rows("pilots", programme)

    assert (row["pilot"], row["person"], row["people"], row["steps"], row["steps_done"]) == (pilot.pk, None, 2, 2, 1)
    assert (row["name"], row["organisation_type"], row["state"]) == ("Neuvontachat", "municipality", "running")


def test_pilots_that_ended_before_or_begin_after_are_left_out(make_pilot, programme):
    make_pilot("Ennen", ends="2020-08-31")
    make_pilot("Jälkeen", starts="2020-10-01")
    make_pilot("Aikana", starts="2020-09-30")

    found = rows("pilots", programme, since=date(2020, 9, 1), until=date(2020, 9, 30))

    assert [row["name"] for row in found] == ["Aikana"]


@pytest.mark.parametrize("name", ["pilots", "guidance_visits"])
def test_every_column_is_declared(name, visit, programme):
    assert set(rows(name, programme)[0]) == set(datasets[name].columns)


def test_the_developer_has_the_button_and_the_coming_steps(developer, step, programme, make_pilot, asked_by):
    Step.objects.create(pilot=make_pilot("Loppunut", state="stopped"), title="Ei enää", due=timezone.localdate())

    assert panels.log_a_visit(asked_by(developer), None) == {"programme": programme, "steps": [step]}


@pytest.mark.parametrize("who", ["participant", "coach", "evaluator", "outsider"])
def test_the_button_is_the_developers_alone(who, request, pilot, asked_by):
    assert panels.log_a_visit(asked_by(request.getfixturevalue(who)), None) is None


def test_ones_own_steps_that_are_due_are_on_the_front_page(participant, pilot, step, asked_by):
    later = timezone.localdate() + timedelta(days=15)
    Step.objects.create(pilot=pilot, title="Myöhemmin", owner=participant, due=later)
    Step.objects.create(pilot=pilot, title="Ei kenenkään", due=timezone.localdate())
    Step.objects.create(pilot=pilot, title="Tehty", owner=participant, due=step.due, done_at=timezone.now())

    assert panels.own_steps(asked_by(participant), None) == {"steps": [step]}
    Enrolment.objects.update(ends="2020-01-01")
    assert panels.own_steps(asked_by(participant), None) is None


def test_who_has_no_steps_sees_no_panel(developer_client, step, asked_by):
    assert panels.own_steps(asked_by(developer_client), None) is None


def test_a_programmes_page_has_ones_own_pilots_first(participant, pilot, make_pilot, programme, asked_by):
    make_pilot("Aivan ensimmäinen")

    found = panels.of_programme(asked_by(participant), programme)

    assert [(pilot.name, pilot.is_mine) for pilot in found["pilots"]] == [
        ("Neuvontachat", True),
        ("Aivan ensimmäinen", False),
    ]


@pytest.mark.parametrize("who", ["evaluator", "outsider"])
def test_the_evaluator_and_outsiders_see_no_pilots(who, request, pilot, programme, asked_by):
    user = request.getfixturevalue(who)

    assert panels.of_programme(asked_by(user), programme) is None
    assert panels.navigation(asked_by(user), None) is None


def test_one_takes_out_ones_own(participant, developer, pilot, step, visit):
    taken, made = personal_data["pilots"].export(participant), personal_data["pilots"].export(developer)

    assert [row["pilot__name"] for row in taken["in_pilots"]] == ["Neuvontachat"]
    assert [row["title"] for row in taken["steps"]] == ["Salainen askel"]
    assert [sorted(row) for row in taken["visits_met"]] == [["date", "form", "minutes", "pilot__name"]]
    assert [row["agreed"] for row in made["visits_made"]] == ["Salainen sopimus"]


def test_being_forgotten_leaves_the_counts_as_they_were(participant, pilot, step, visit, programme):
    before = rows("guidance_visits", programme)
    actions.answer_as_worker(by=participant, pilot=pilot, smile=4)

    personal_data["pilots"].erase(participant)

    step.refresh_from_db()
    assert (PilotPerson.objects.filter(person=participant).count(), step.owner) == (0, None)
    assert rows("guidance_visits", programme) == before
    assert (GuidanceVisit.objects.count(), WorkerFeedback.objects.count()) == (1, 0)
