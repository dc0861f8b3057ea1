"""The plan of the real programme says what its sources say, and loading it again changes nothing."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from coaching.evaluation.models import Study
from coaching.lectures.models import Recording
from coaching.pilots.models import GuidanceVisit
from coaching.programmes.models import Consent, Enrolment, Figure, Session
from coaching.programmes.plan.loader import load_plan
from groups.models import Membership, Subgroup, SubgroupSession
from tests.unit.conftest import PLAN

pytestmark = pytest.mark.usefixtures("real_programme")

THEMES = (1, 2, 3, 4)


def test_people():
    professionals = Enrolment.objects.filter(role="participant")

    assert (professionals.count(), professionals.values("organisation").distinct().count()) == (117, 12)


def test_other_roles():
    others = Enrolment.objects.exclude(role__in=["participant", "developer_client"])

    assert Counter(others.values_list("role", flat=True)) == {
        "coach": 4,
        "developer": 1,
        "evaluator": 1,
        "organiser": 1,
    }


def test_everybody_who_takes_part_is_in_one_subgroup():
    members = Enrolment.objects.filter(role__in=["participant", "developer_client"])

    assert sorted(Membership.objects.values_list("person", flat=True)) == sorted(
        members.values_list("person", flat=True)
    )
    assert Subgroup.objects.count() == 4


def test_one_to_three_developer_clients_in_each_subgroup():
    clients = Enrolment.objects.filter(role="developer_client").values("person")
    counts = Counter(Membership.objects.filter(person__in=clients).values_list("subgroup__number", flat=True))

    assert {number: 1 <= counts[number] <= 3 for number in THEMES} == dict.fromkeys(THEMES, True)


def test_lectures():
    held = Session.objects.filter(kind="lecture").order_by("theme__number", "starts_at", "pk")

    assert [(s.theme.number, s.starts_at and spoken(s.starts_at, s.ends_at)) for s in held if s.starts_at] == [
        (1, "23.9. 10.00–11.30"),
        (1, "25.9. 13.00–14.30"),
        (2, "21.10. 10.00–11.30"),
        (2, "22.10. 14.00–15.30"),
        (3, "18.11. 10.00–11.30"),
        (3, "19.11. 13.00–14.30"),
        (4, "9.12. 10.00–11.30"),
        (4, "10.12. 14.00–15.30"),
    ]
    undated = held.get(starts_at=None)
    assert (undated.theme.number, "kolme" in undated.note) == (2, True)


def spoken(starts, ends):
    starts, ends = timezone.localtime(starts), timezone.localtime(ends)
    return f"{starts.day}.{starts.month}. {starts:%H.%M}–{ends:%H.%M}"


def test_digikahvit_of_each_subgroup_after_each_theme():
    held = SubgroupSession.objects.filter(session__kind="digikahvit", session__whole_programme=False)

    assert sorted(held.values_list("session__theme__number", "subgroup__number")) == [
        (theme, subgroup) for theme in THEMES for subgroup in THEMES
    ]


def test_recordings():
    assert Counter(Recording.objects.values_list("theme__number", flat=True)) == {1: 4, 2: 3, 3: 2, 4: 2}


def test_guidance_visits_from_august_to_november():
    dates = list(GuidanceVisit.objects.values_list("date", flat=True))

    assert (len(dates), sorted({day.month for day in dates})) == (15, [8, 9, 10, 11])


def test_one_study_with_its_question():
    assert list(Study.objects.values_list("question", "threshold")) == [("Miten sosiaalityötä voidaan tehdä etänä?", 5)]


def test_project_facts(real_programme):
    found = real_programme

    assert (found.funding_number, found.total_eur, found.own_share_eur) == ("S22089", 99_651, 19_930)
    assert (f"{found.starts}", f"{found.ends}") == ("2020-05-01", "2021-06-30")


def test_about_a_hundred_in_each_round():
    rounds = Figure.objects.filter(key__startswith="present_round_")

    assert list(rounds.values_list("value", "is_estimate")) == [(100, True)] * 4


def test_what_the_source_does_not_state_is_no_number():
    assert list(Figure.objects.filter(value=None).values_list("key", flat=True)) == ["developer_clients", "digikahvit"]


def test_some_consent_and_some_do_not():
    consented = Consent.objects.filter(purpose="evaluation", withdrawn_at=None).count()

    assert 0 < consented < Enrolment.objects.count()


def test_loading_again_changes_no_row():
    before = every_row()

    load_plan(PLAN)

    assert every_row() == before


def test_loading_again_leaves_what_people_changed():
    Session.objects.filter(key="t1-luento-1").update(title="Uusi otsikko")
    before = every_row()

    load_plan(PLAN)

    assert every_row() == before


def every_row():
    """Every column of every row in the database."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}


def test_command_tells_what_came(capsys):
    call_command("load_plan", PLAN)

    assert re.findall(r"\d+", capsys.readouterr().out) == ["117", "12"]
