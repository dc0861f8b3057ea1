"""The plans besides the demonstration's: they say what their sources say, name nobody, and can be begun from."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from coaching.accounts.models import User
from coaching.pilots.models import Pilot
from coaching.programmes.models import Enrolment, Figure, Role, Session
from coaching.programmes.plan.loader import load_plan
from coaching.surveys.models import Item, Survey
from groups.models import SubgroupSession
from realtime.tools.script.models import ScriptItem

PLANS = ("diginet", "digivointi", "motivoiva-digineuvonta", "sote-digiohjaaja")


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield {name: load_plan(f"plans/{name}.yml") for name in PLANS}
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_loaded, db):
    """{key: programme} of all four."""
    return _loaded


def figures(programme):
    return dict(Figure.objects.filter(programme=programme).values_list("key", "value"))


@pytest.mark.parametrize("name", PLANS)
def test_an_organiser_finds_everything_and_nobody_is_named(loaded, name, client):
    programme, organiser = loaded[name], User.objects.create_user(display_name="Tihku", email="tihku@example.org")
    assert not Enrolment.objects.filter(programme=programme).exists()
    Enrolment.objects.create(programme=programme, person=organiser, role=Role.ORGANISER)
    client.force_login(organiser)

    pages = [programme.get_absolute_url(), reverse("evaluation:figures", args=[programme.key])]
    pages += [one.get_absolute_url() for one in (*programme.themes.all(), *programme.sessions.all()[:3])]
    pages += [one.get_absolute_url() for one in Survey.objects.filter(programme=programme)]
    pages += [reverse("surveys:preview", args=[one.pk]) for one in Survey.objects.filter(programme=programme)]

    assert {page: client.get(page, follow=True).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert reverse("surveys:list", args=[programme.key]) in client.get(pages[0]).text


@pytest.mark.parametrize("name", PLANS)
def test_what_is_asked_is_asked_in_three_languages(loaded, name):
    items = Item.objects.filter(survey__programme=loaded[name])

    assert items
    assert {tuple(sorted(item.text)) for item in items} == {("en", "fi", "sv")}


def test_the_event_has_its_groups_its_half_hour_and_the_four_areas(loaded):
    event = Session.objects.get(programme=loaded["diginet"])
    groups = ScriptItem.objects.get(session=event, opens="groups")
    [matrix] = Item.objects.filter(survey__programme=loaded["diginet"], kind="matrix")

    assert (f"{timezone.localtime(event.starts_at):%d.%m.%Y %H.%M}", event.is_estimate) == ("10.10.2023 13.30", True)
    assert groups.minutes == 30
    assert [area["key"] for area in matrix.settings["areas"]] == ["teknologia", "substanssi", "palvelu", "etiikka"]


def test_the_workshops_and_their_visits(loaded):
    held = Session.objects.filter(programme=loaded["digivointi"], kind="workshop")
    told = figures(loaded["digivointi"])
    own = SubgroupSession.objects.filter(session__in=held).values_list("subgroup__key", flat=True)

    assert Counter(held.values_list("theme__number", flat=True)) == {1: 7, 2: 9, 3: 7}
    assert held.count() == told["workshops"] == 23
    assert Counter(own) == {"fysioterapia": 2, "hoiva": 2, "lastensuojelu": 2}
    assert (told["visits"], told["people"], told["visits"] - told["people"]) == (311, 240, told["repeats"])


def test_the_course_at_ones_own_pace(loaded):
    told = figures(loaded["motivoiva-digineuvonta"])
    [matrix] = Item.objects.filter(survey__programme=loaded["motivoiva-digineuvonta"], kind="matrix")

    assert not loaded["motivoiva-digineuvonta"].sessions.exists()
    assert [told[key] for key in ("credits", "held_live", "people_live", "people_pilots")] == [5, 3, 63, 107]
    assert len(matrix.settings["areas"]) == 6
    assert Pilot.objects.get(programme=loaded["motivoiva-digineuvonta"]).state == Pilot.State.IN_USE


def test_the_blended_course_in_three_phases(loaded):
    told = figures(loaded["sote-digiohjaaja"])

    assert (told["credits"], told["phases"]) == (Decimal(3), loaded["sote-digiohjaaja"].themes.count())
