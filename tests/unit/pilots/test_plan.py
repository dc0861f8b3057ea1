import pytest

from coaching.config import ROOT
from coaching.core.models import History
from coaching.pilots import counts
from coaching.pilots.models import GuidanceVisit, Pilot, PilotPerson, Step
from coaching.programmes.plan.loader import load_plan
from coaching.programmes.plan.problems import WrongPlan

REAL_PLAN = ROOT / "plans" / "digisosiaalipalvelut.yml"
SMALL_PLAN = """
programme: {key: pieni, name: Pieni}
organisations: [{key: salla, name: Salla}]
people:
  - {key: a, name: Aamu Askel, email: aamu@example.org, role: participant, organisation: salla}
  - {key: b, name: Ilta Askel, email: ilta@example.org, role: participant, organisation: salla}
  - {key: k, name: Kulku Kehittäjä, email: kulku@example.org, role: developer}
pilots:
  - {key: chat, name: Chat, organisation: salla, state: running, people: [a], steps: [{title: Ohje, due: 2020-09-01}]}
visits:
  - {key: v1, pilot: chat, date: 2020-09-01, form: remote, minutes: 45, topics: Vuorot, who: [WHO]}
"""


@pytest.fixture
def small(tmp_path):
    def small(**changes):
        path = tmp_path / "pieni.yml"
        text = SMALL_PLAN
        for old, new in {"WHO": "a", **changes}.items():
            text = text.replace(old, new)
        path.write_text(text)
        return load_plan(path)

    return small


def everything():
    return [model.objects.count() for model in (Pilot, PilotPerson, Step, GuidanceVisit, History)]


@pytest.mark.django_db
def test_the_fifteen_visits_sum_to_fifteen_by_month_organisation_and_pilot():
    programme = load_plan(REAL_PLAN)

    by_month, by_organisation, by_pilot = (
        count(programme) for count in (counts.visits_by_month, counts.visits_by_organisation, counts.visits_by_pilot)
    )

    assert [table.visits for table in (by_month, by_organisation, by_pilot)] == [15, 15, 15]
    assert [table.minutes for table in (by_month, by_organisation, by_pilot)] == [1035, 1035, 1035]
    assert [(row.what.month, row.visits) for row in by_month.rows] == [(8, 3), (9, 4), (10, 4), (11, 4)]


def test_the_small_plan_makes_a_pilot_and_a_visit(db, small):
    small()

    visit = GuidanceVisit.objects.get()
    assert everything() == [1, 1, 1, 1, 2]
    assert (visit.visitor.display_name, [one.display_name for one in visit.people.all()]) == (
        "Kulku Kehittäjä",
        ["Aamu Askel"],
    )


def test_loading_twice_changes_nothing(db, small):
    small()
    once = everything()

    small()

    assert everything() == once


def test_a_pilot_changed_by_people_is_left_as_it_is(db, small):
    small()
    Step.objects.all().delete()
    PilotPerson.objects.all().delete()

    small()

    assert everything()[:4] == [1, 0, 0, 1]


@pytest.mark.parametrize(
    "changes",
    [{"WHO": "b"}, {"minutes: 45": "minutes: 0"}, {"form: remote": "form: post"}, {"pilot: chat": "pilot: x"}],
)
def test_a_wrong_visit_is_told_with_its_line_and_nothing_is_written(changes, db, small):
    with pytest.raises(WrongPlan) as wrong:
        small(**changes)

    assert [problem.line for problem in wrong.value.problems] == [11]
    assert everything() == [0, 0, 0, 0, 0]
