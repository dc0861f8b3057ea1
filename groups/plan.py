"""The subgroups of a plan, and which sessions and people belong to them."""

from django.utils.translation import gettext as _

from coaching.programmes.models import Role
from coaching.programmes.plan.sections import make
from groups.models import Membership, Subgroup, SubgroupCoach, SubgroupSession


def load_subgroups(plan):
    for entry in plan.section("subgroups"):
        values = {"name": entry.text("name"), "number": entry.number("number")}
        make(plan, entry, "subgroup", Subgroup, values, programme=plan.programme)
    for entry in plan.section("sessions"):
        subgroup = entry.reference("subgroup", "subgroup", required=False)
        if subgroup and not plan.problems:
            session = plan.things["session", entry.text("key")]
            SubgroupSession.objects.get_or_create(session=session, defaults={"subgroup": subgroup})
    for entry in plan.section("people"):
        load_person(plan, entry)


def load_person(plan, entry):
    """Coaches have subgroups, members have one; a member who has been moved since stays where they are."""
    coached, belongs = (
        entry.references("subgroups", "subgroup"),
        entry.reference("subgroup", "subgroup", required=False),
    )
    role = entry.text("role")
    if coached and role != Role.COACH:
        entry.problem(_("Only a coach has “subgroups”; others have one “subgroup”."))
    if plan.problems:
        return
    person = plan.things["person", entry.text("key")]
    for subgroup in coached:
        SubgroupCoach.objects.get_or_create(subgroup=subgroup, person=person)
    if belongs and not Membership.objects.filter(programme=plan.programme, person=person).exists():
        Membership.objects.create(programme=plan.programme, person=person, subgroup=belongs)
