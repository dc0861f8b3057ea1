"""Who is in a subgroup, by the names others see; and how many developer-clients, without who."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coaching.programmes.models import Enrolment, Role
from coaching.programmes.names import names_in
from groups.models import Membership, SubgroupCoach


@dataclass(frozen=True)
class Member:
    person_id: int
    name: str
    coaches: bool = False
    chairs: bool = False


def members_of(subgroup):
    """Coaches first, then members in the order of their shown names; four queries whatever the number.

    Nothing tells a developer-client from the others: no role, no organisation, no order of joining.
    """
    coaches = set(SubgroupCoach.objects.filter(subgroup=subgroup).values_list("person_id", flat=True))
    members = set(Membership.objects.current().filter(subgroup=subgroup).values_list("person_id", flat=True))
    names = names_in(subgroup.programme_id, coaches | members)
    people = [Member(pk, names[pk], coaches=pk in coaches, chairs=pk == subgroup.chair_id) for pk in coaches | members]
    return sorted(people, key=lambda person: (not person.coaches, person.name.casefold()))


def developer_client_warning(subgroup):
    """A sentence for those who coach or organise when there are none or more than three; None when all is well."""
    people = Membership.objects.current().filter(subgroup=subgroup).values("person_id")
    count = (
        Enrolment.objects.current()
        .filter(programme=subgroup.programme_id, role=Role.DEVELOPER_CLIENT, person__in=people)
        .count()
    )
    if count == 0:
        return _("There is no developer-client in this subgroup. One to three are meant to be in each.")
    if count > 3:
        return _("There are more than three developer-clients in this subgroup. One to three are meant to be in each.")
    return None
