"""Pilots as circles that surveys may be meant for: those who try digital services with clients."""

from django.utils.translation import gettext_lazy as _

from coaching.pilots.models import Pilot, PilotPerson
from coaching.surveys.audience import CIRCLES, Circle


def keys(person, programme_id):
    return PilotPerson.objects.filter(pilot__programme=programme_id, person=person).values_list("pilot__key", flat=True)


def people(programme_id, keys):
    found = PilotPerson.objects.filter(pilot__programme=programme_id)
    found = found if keys is None else found.filter(pilot__key__in=keys)
    return found.values_list("person_id", flat=True)


def seen(user, programme_id):
    return Pilot.objects.visible_to(user).filter(programme=programme_id).values_list("key", flat=True)


def names(programme_id):
    return dict(Pilot.objects.filter(programme=programme_id).values_list("key", "name"))


CIRCLES["pilot"] = Circle(_("Pilots"), keys, people, seen, names)
