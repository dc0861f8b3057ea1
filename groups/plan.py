"""The subgroups of a plan, and which sessions and people belong to them."""

from django.utils.translation import gettext as _

from coaching.programmes.models import Role
from coaching.programmes.plan.making import make
from groups.models import Membership, Subgroup, SubgroupCoach, SubgroupSession


def load_subgroups(plan):
    """Subgroups, their sessions, coaches and members; a member who has been moved since stays where they are."""
    for entry in plan.section("subgroups"):
        values = {"name": entry.text("name"), "number": entry.number("number")}
        make(plan, entry, "subgroup", Subgroup, values, programme=plan.programme)
    sessions = [(entry, entry.reference("subgroup", "subgroup", required=False)) for entry in plan.section("sessions")]
    people = [(entry, *_subgroups_of(entry)) for entry in plan.section("people")]
    if not plan.problems:
        _hold([(plan.things["session", entry.text("key")], subgroup) for entry, subgroup in sessions if subgroup])
        _belong(plan, [(plan.things["person", entry.text("key")], *where) for entry, *where in people])


def _subgroups_of(entry):
    """(the subgroups a coach has, the subgroup a member is in)."""
    coached = entry.references("subgroups", "subgroup")
    if coached and entry.text("role") != Role.COACH:
        entry.problem(_("Only a coach has “subgroups”; others have one “subgroup”."), "subgroups")
    return coached, entry.reference("subgroup", "subgroup", required=False)


def _hold(sessions):
    held = set(SubgroupSession.objects.values_list("session_id", flat=True))
    SubgroupSession.objects.bulk_create(
        SubgroupSession(session=session, subgroup=subgroup) for session, subgroup in sessions if session.pk not in held
    )


def _belong(plan, people):
    members = set(Membership.objects.filter(programme=plan.programme).values_list("person_id", flat=True))
    coaches = set(SubgroupCoach.objects.values_list("person_id", "subgroup_id"))
    SubgroupCoach.objects.bulk_create(
        SubgroupCoach(subgroup=subgroup, person=person)
        for person, coached, _subgroup in people
        for subgroup in coached
        if (person.pk, subgroup.pk) not in coaches
    )
    Membership.objects.bulk_create(
        Membership(programme=plan.programme, person=person, subgroup=subgroup)
        for person, _coached, subgroup in people
        if subgroup and person.pk not in members
    )
