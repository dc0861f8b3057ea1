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


def people(programme_id, keys):
    members = Membership.objects.current().filter(programme=programme_id)
    members = members if keys is None else members.filter(subgroup__key__in=keys)
    return members.values_list("person_id", flat=True)


def seen(user, programme_id):
    return Subgroup.objects.visible_to(user).filter(programme=programme_id).values_list("key", flat=True)


def names(programme_id):
    return dict(Subgroup.objects.filter(programme=programme_id).values_list("key", "name"))


CIRCLES["subgroup"] = Circle(_("Subgroups"), keys, people, seen, names)
