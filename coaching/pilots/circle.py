"""Pilots as circles that surveys may be meant for: those who try digital services with clients."""

from django.utils.translation import gettext_lazy as _

from coaching.pilots.models import Pilot, PilotPerson
from coaching.surveys.audience import CIRCLES, Circle


def keys(person, programme_id):
    return PilotPerson.objects.filter(pilot__programme=programme_id, person=person).values_list("pilot__key", flat=True)


def members(programme_id):
    return PilotPerson.objects.filter(pilot__programme=programme_id).values_list("pilot__key", "person_id")


def seen(user, programme_id):
    return Pilot.objects.visible_to(user).filter(programme=programme_id).values_list("key", flat=True)


def names(programme_id):
    return dict(Pilot.objects.filter(programme=programme_id).values_list("key", "name"))


CIRCLES["pilot"] = Circle(_("Pilots"), keys, members, seen, names)
