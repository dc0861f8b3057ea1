"""Subgroups as circles that surveys may be meant for."""

from django.utils.translation import gettext_lazy as _

from coaching.surveys.audience import CIRCLES, Circle
from groups.models import Membership, Subgroup


def keys(person, programme_id):
    return (
        Membership.objects.current()
        .filter(programme=programme_id, person=person)
        .values_list("subgroup__key", flat=True)
    )


def members(programme_id):
    return Membership.objects.current().filter(programme=programme_id).values_list("subgroup__key", "person_id")


def seen(user, programme_id):
    return Subgroup.objects.visible_to(user).filter(programme=programme_id).values_list("key", flat=True)


def names(programme_id):
    return dict(Subgroup.objects.filter(programme=programme_id).values_list("key", "name"))


CIRCLES["subgroup"] = Circle(_("Subgroups"), keys, members, seen, names)
