"""Who may do what with a subgroup and its sessions, on one page."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from coaching.programmes.models import Enrolment, Role
from coaching.programmes.staff import end_role
from groups.access import plain_members
from groups.models import Subgroup

CAST = ["anonymous", "participant", "developer_client", "coach", "developer", "evaluator", "organiser", "stranger"]
ALL_IN_THE_SUBGROUP = {"participant", "developer_client", "coach", "organiser"}

TABLE = {
    ("groups.see", "subgroup"): ALL_IN_THE_SUBGROUP,
    ("groups.invite", "subgroup"): {"coach", "organiser"},
    ("groups.choose_chair", "subgroup"): {"coach", "organiser"},
    ("groups.move", "subgroup"): {"organiser"},
    ("groups.make_code", "subgroup"): {"organiser"},
    ("groups.list", "programme"): {"coach", "organiser"},
    ("groups.plan", "programme"): {"organiser"},
    ("groups.enter_session", "digikahvit"): ALL_IN_THE_SUBGROUP,
    ("groups.enter_session", "lecture"): ALL_IN_THE_SUBGROUP | {"developer", "stranger"},
    ("groups.run_session", "digikahvit"): {"coach", "organiser"},
    ("groups.run_session", "lecture"): {"coach", "organiser"},
}


@pytest.mark.parametrize(("permission", "thing"), TABLE)
def test_table(request, permission, thing):
    subject = request.getfixturevalue(thing)
    people = {who: request.getfixturevalue(who) for who in CAST if who != "anonymous"}
    people["anonymous"] = AnonymousUser()

    allowed = {who for who, person in people.items() if rules.has_perm(permission, person, subject)}

    assert allowed == TABLE[permission, thing]


def test_table_is_complete():
    told = {permission for permission, _thing in TABLE}

    assert told == {name for name in rules.permissions.permissions if name.startswith("groups.")}


def test_with_the_role_of_a_coach_ends_what_came_with_it(coach, organiser, programme, subgroup, digikahvit):
    Enrolment.objects.create(programme=programme, person=coach, role=Role.DEVELOPER)
    held = [rules.has_perm("groups.run_session", coach, digikahvit), subgroup in Subgroup.objects.visible_to(coach)]

    end_role(by=organiser, enrolment=Enrolment.objects.get(person=coach, role=Role.COACH))

    holds = [rules.has_perm("groups.run_session", coach, digikahvit), subgroup in Subgroup.objects.visible_to(coach)]
    assert (held, holds) == ([True, True], [False, False])


@pytest.mark.parametrize("who", ["coach", "participant"])
def test_who_has_become_an_evaluator_sees_no_subgroup(request, who, organiser, programme, subgroup):
    person = request.getfixturevalue(who)
    before = subgroup in Subgroup.objects.visible_to(person)

    end_role(by=organiser, enrolment=Enrolment.objects.get(person=person))
    Enrolment.objects.create(programme=programme, person=person, role=Role.EVALUATOR)

    assert (before, subgroup in Subgroup.objects.visible_to(person)) == (True, False)


@pytest.mark.parametrize(
    ("where", "members"),
    [("digikahvit", ["developer_client", "participant"]), ("lecture", ["developer_client", "participant", "stranger"])],
)
def test_plain_members_are_found_together(request, where, members, django_assert_num_queries):
    people = {request.getfixturevalue(who).pk: who for who in CAST if who != "anonymous"}
    session = request.getfixturevalue(where)

    with django_assert_num_queries(1 if where == "lecture" else 2):
        assert sorted(people[pk] for pk in plain_members(session, people)) == members
