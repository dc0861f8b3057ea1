"""For whom something was written, as conditions that every list, count and search shares."""

from django.db.models import Q

from coaching.programmes.models import MEMBERS, Enrolment, Programme, Role
from groups.access import in_charge
from groups.models import Subgroup

TAKES_PART = (*MEMBERS, Role.COACH, Role.DEVELOPER, Role.ORGANISER)


def taken_part_in(user):
    """Programmes where the user takes part today: all but those one only evaluates."""
    if not user.is_authenticated:
        return Programme.objects.none()
    if user.is_superuser:
        return Programme.objects.all()
    own = Enrolment.objects.current().filter(person=user, role__in=TAKES_PART)
    return Programme.objects.filter(pk__in=own.values("programme_id"))


def open_to(user, *, programme="programme", subgroups=("subgroup",)):
    """The condition that something was written for this user to read: their programme, and their subgroup or everybody.

    An evaluator takes no part, so nothing written here is for them.
    """
    condition = Q(**{f"{programme}__in": taken_part_in(user).values("pk")})
    for subgroup in subgroups:
        condition &= Q(**{f"{subgroup}__isnull": True}) | Q(
            **{f"{subgroup}__in": Subgroup.objects.visible_to(user).values("pk")}
        )
    return condition


def kept_by(user):
    """The threads a user keeps order in: what ``access.keeps_order`` says of each."""
    return in_charge(user, own=lambda subgroups: Q(subgroup__in=subgroups), for_all=Q(subgroup__isnull=True))
