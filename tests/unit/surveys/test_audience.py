"""Whom waves and items concern."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coaching.pilots.models import Pilot, PilotPerson
from coaching.programmes.models import Attendance, Enrolment, Role
from coaching.surveys.asking import parts_asked, questions_of
from coaching.surveys.audience import concerns, entitled, sees, singles_out

from .conftest import make_item


@pytest.fixture
def pilot(programme, participant):
    pilot = Pilot.objects.create(programme=programme, key="chat", name="Chat")
    PilotPerson.objects.create(pilot=pilot, person=participant)
    return pilot


@pytest.mark.parametrize(
    ("audience", "whom"),
    [
        ({}, {"participant", "developer_client", "stranger"}),
        ({"roles": ["coach", "developer"]}, {"coach", "developer"}),
        ({"circles": {"subgroup": ["lapset"]}}, {"participant", "developer_client"}),
        ({"circles": {"subgroup": ["lapset", "paihde"]}}, {"participant", "developer_client", "stranger"}),
        ({"circles": {"pilot": ["*"]}}, {"participant"}),
        ({"circles": {"pilot": ["toinen"]}}, set()),
        ({"roles": ["participant"], "circles": {"subgroup": ["*"]}}, {"participant", "stranger"}),
    ],
)
def test_the_list_and_the_question_of_one_agree(audience, whom, request, survey, make_wave, pilot):
    names = ["participant", "developer_client", "stranger", "coach", "developer", "organiser", "evaluator", "outsider"]
    people = {name: request.getfixturevalue(name) for name in names}
    wave = make_wave(survey, audience=audience)

    assert entitled(wave) == {people[name].pk for name in whom}
    assert {name for name, person in people.items() if concerns(wave, person)} == whom


def test_whoever_has_left_is_not_asked(wave, participant, stranger):
    Enrolment.objects.filter(person=stranger).update(ends=timezone.localdate() - timedelta(days=1))

    assert (entitled(wave), concerns(wave, stranger)) == ({participant.pk}, False)


def test_after_a_session_those_who_were_there_are_asked(survey, make_wave, lecture, participant, stranger):
    Attendance.objects.create(session=lecture, person=participant, source="self")
    wave = make_wave(survey, kind="session", session=lecture)

    assert (entitled(wave), concerns(wave, stranger)) == ({participant.pk}, False)


def test_items_are_asked_of_whom_they_concern(wave, participant, stranger, developer_client, pilot):
    section = wave.survey.sections.get()
    wave.survey.items.all().delete()
    for key, only_for in {
        "kaikki": {},
        "lapset": {"circles": {"subgroup": ["lapset"]}},
        "pilotti": {"circles": {"pilot": ["*"]}},
        "ammattilaiset": {"roles": ["participant"]},
        "lopussa": {"waves": ["after"]},
    }.items():
        make_item(section, "text", key, only_for=only_for)

    def asked(person):
        return [question.item.key for question in questions_of(parts_asked(wave, person))]

    assert asked(participant) == ["kaikki", "lapset", "pilotti", "ammattilaiset"]
    assert asked(stranger) == ["kaikki", "ammattilaiset"]
    assert asked(developer_client) == ["kaikki", "lapset"]


def test_figures_of_another_subgroups_wave_are_not_seen(survey, make_wave, coach, organiser, subgroup, other_subgroup):
    own = make_wave(survey, "oma", audience={"circles": {"subgroup": ["lapset"]}})
    others = make_wave(survey, "muiden", audience={"circles": {"subgroup": ["paihde"]}})

    assert [sees(wave, coach) for wave in (own, others)] == [True, False]
    assert [sees(wave, organiser) for wave in (own, others)] == [True, True]


@pytest.mark.parametrize(
    ("roles", "tells"),
    [
        ([], False),
        ([Role.PARTICIPANT], True),
        ([Role.DEVELOPER_CLIENT], True),
        ([Role.PARTICIPANT, Role.DEVELOPER_CLIENT], False),
        ([Role.COACH], False),
    ],
)
def test_what_would_tell_developer_clients_from_others(roles, tells):
    assert singles_out({"roles": roles}) is tells
