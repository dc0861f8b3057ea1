"""Two sides of one rule: whom a thread is shown to, and who is named, asked and written to as its reader."""

import pytest
from django.utils import timezone

from coaching.programmes.models import Enrolment, Role
from forums.access import keeps_order
from forums.models import Thread, kept_by
from forums.readers import readers_of
from groups.models import Membership, SubgroupCoach

CAST = [
    "participant",
    "developer_client",
    "coach",
    "developer",
    "evaluator",
    "organiser",
    "stranger",
    "outsider",
    "evaluator_of_the_subgroup",
    "coach_no_more",
    "coach_who_takes_part",
]


@pytest.fixture
def evaluator_of_the_subgroup(make_person, subgroup):
    return make_person("Raita Entinen", Role.EVALUATOR, subgroup)


@pytest.fixture
def coach_no_more(make_person, subgroup):
    person = make_person("Vanha Valmentaja", Role.COACH, subgroup)
    Enrolment.objects.filter(person=person).update(ends=timezone.localdate() - timezone.timedelta(days=1))
    return person


@pytest.fixture
def coach_who_takes_part(make_person, other_subgroup, subgroup, programme):
    """Coaches another subgroup and is a member of this one."""
    person = make_person("Kaksi Roolia", Role.COACH, other_subgroup)
    Membership.objects.create(subgroup=subgroup, programme=programme, person=person)
    return person


@pytest.fixture
def cast(request):
    return {name: request.getfixturevalue(name) for name in CAST}


def test_readers_are_those_to_whom_it_is_visible(cast, thread, thread_for_all):
    for found in (thread, thread_for_all):
        sees = {name for name, person in cast.items() if Thread.objects.visible_to(person).filter(pk=found.pk).exists()}
        readers = readers_of(found.programme_id, found.subgroup_id)

        assert {name for name, person in cast.items() if person.pk in readers} == sees


def test_the_subgroup_s_readers_are_these(cast, thread):
    readers = readers_of(thread.programme_id, thread.subgroup_id)

    assert {name for name, person in cast.items() if person.pk in readers} == {
        "participant",
        "developer_client",
        "coach",
        "organiser",
        "coach_who_takes_part",
    }


def test_order_is_kept_by_the_same_in_a_list_as_in_one(cast, thread, thread_for_all):
    SubgroupCoach.objects.create(subgroup=thread.subgroup, person=cast["participant"])  # with no such role: nothing
    for found in (thread, thread_for_all):
        one_by_one = {name for name, person in cast.items() if keeps_order(person, found)}
        listed = {name for name, person in cast.items() if Thread.objects.filter(kept_by(person), pk=found.pk).exists()}

        assert listed == one_by_one


def test_whoever_is_forgotten_or_shut_out_is_no_reader(thread, participant):
    participant.is_active = False
    participant.save()

    assert participant.pk not in readers_of(thread.programme_id, thread.subgroup_id)
