"""Who may read a discussion, as people: for naming them, choosing among them and writing to them.

The same rule as ``Thread.objects.visible_to`` seen from the other side; a test holds the two against each other.
"""

from django.db.models import Q

from coaching.programmes.models import Enrolment, Role
from forums.models import TAKES_PART
from groups.models import Membership, SubgroupCoach

ANSWERING = (Role.COACH, Role.DEVELOPER, Role.ORGANISER)


def readers_of(programme_id, subgroup_id=None, roles=TAKES_PART):
    """The ids of those who may read what is written there, among those who hold one of the roles today."""
    current = Enrolment.objects.current().filter(
        programme=programme_id, person__is_active=True, person__forgotten_at__isnull=True
    )
    wanted = current.filter(role__in=roles)
    if subgroup_id is not None:
        members = Membership.objects.current().filter(subgroup=subgroup_id).values("person_id")
        coaches = SubgroupCoach.objects.filter(subgroup=subgroup_id).values("person_id")
        organisers = current.filter(role=Role.ORGANISER).values("person_id")
        wanted = wanted.filter(
            Q(person__in=current.filter(role__in=TAKES_PART, person__in=members).values("person_id"))
            | Q(person__in=current.filter(role__in=_COACHING, person__in=coaches).values("person_id"))
            | Q(person__in=organisers)
        )
    return set(wanted.values_list("person_id", flat=True))


_COACHING = (Role.COACH, Role.ORGANISER)
