"""Who may do what in a room, on one page."""

import pytest
from django.contrib.auth.models import AnonymousUser

from coaching.programmes.models import Enrolment, Role
from realtime.access import IN_A_ROOM, standing_of, standings_of
from realtime.models import Room
from realtime.rooms import enter

MAY = {
    "participant": ["enter", "say", "vote"],
    "developer_client": ["enter", "say", "vote"],
    "coach": ["enter", "say", "run"],
    "organiser": ["enter", "say", "run"],
    "developer": [],
    "evaluator": [],
    "stranger": [],
    "outsider": [],
}


@pytest.mark.parametrize("who", MAY)
def test_in_the_room_of_a_subgroup(who, room, request):
    person = request.getfixturevalue(who)

    may = [name for name in IN_A_ROOM if person.has_perm(name, room.session)]

    assert may == [f"realtime.{name}" for name in MAY[who]]


@pytest.mark.parametrize("who", MAY)
def test_a_standing_is_what_the_table_says(who, room, request):
    person = request.getfixturevalue(who)

    standing = standing_of(person.pk, room)

    assert sorted(standing.allowed if standing else ()) == sorted(f"realtime.{name}" for name in MAY[who])


OTHERS_TOO = [{}, {"role": Role.COACH}, {"role": Role.EVALUATOR}, {"role": Role.ORGANISER}, {"ends": "2020-01-01"}]


@pytest.mark.parametrize("changed", OTHERS_TOO, ids=str)
@pytest.mark.parametrize("where", ["digikahvit", "lecture"])
def test_many_asked_together_stand_as_each_asked_alone(where, changed, request, participant, programme, outsider):
    """Also somebody who holds two roles, whose role has ended, who has closed the account, and a superuser."""
    people = [request.getfixturevalue(who) for who in MAY]
    outsider.is_superuser = True
    outsider.save()
    people[1].is_active = False
    people[1].save()
    if "ends" in changed:
        Enrolment.objects.filter(person=participant).update(starts="2019-01-01", **changed)
    elif changed:
        Enrolment.objects.create(person=participant, programme=programme, **changed)
    room = enter(session=request.getfixturevalue(where))

    together = standings_of([person.pk for person in people], room)

    assert together == {person.pk: standing_of(person.pk, room) for person in people}


def test_somebody_unknown_may_nothing(room):
    assert [name for name in IN_A_ROOM if AnonymousUser().has_perm(name, room.session)] == []


def test_an_account_that_has_been_closed_has_no_standing(room, participant):
    participant.is_active = False
    participant.save()

    assert standing_of(participant.pk, room) is None


@pytest.mark.parametrize(("who", "sees"), [("participant", 1), ("coach", 1), ("stranger", 0), ("outsider", 0)])
def test_rooms_are_seen_by_their_own(who, sees, room, request):
    assert Room.objects.visible_to(request.getfixturevalue(who)).count() == sees


@pytest.mark.parametrize(
    ("who", "may"), [("coach", True), ("organiser", True), ("participant", False), ("evaluator", False)]
)
def test_who_may_prepare_polls(who, may, theme, request):
    assert request.getfixturevalue(who).has_perm("realtime.prepare", theme) == may
