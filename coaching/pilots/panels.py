"""The pilots on other pages: the front page, a programme's page, the navigation."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.pilots.models import INSIDERS, Pilot, PilotPerson, Step, programmes_as
from coaching.programmes.models import Programme, Role

A_FEW = 5
SOON = timedelta(days=14)


def log_a_visit(request, _subject):
    """For the developer: the button, and the steps that come next in the pilots."""
    programme = Programme.objects.filter(pk__in=programmes_as(request.user, [Role.DEVELOPER])).first()
    if programme is None:
        return None
    alive = [Pilot.State.PLANNED, Pilot.State.RUNNING]
    steps = Step.objects.to_do().filter(pilot__programme=programme, pilot__state__in=alive, due__isnull=False)
    return {"programme": programme, "steps": list(steps.select_related("pilot")[:A_FEW])}


def own_steps(request, _subject):
    """Steps one has taken on that are due within two weeks or late; nothing when there are none."""
    until = timezone.localdate() + SOON
    joined = Pilot.objects.joined_by(request.user)
    steps = Step.objects.to_do().filter(owner=request.user, due__lte=until, pilot__in=joined)
    steps = list(steps.select_related("pilot")[:A_FEW])
    return {"steps": steps} if steps else None


def of_programme(request, programme):
    """The pilots of a programme, one's own first."""
    found = Pilot.objects.visible_to(request.user).filter(programme=programme).select_related("organisation")
    mine = set(PilotPerson.objects.filter(person=request.user).values_list("pilot_id", flat=True))
    found = sorted(found, key=lambda pilot: (pilot.pk not in mine, pilot.name))
    if not found and not request.user.has_perm("pilots.see", programme):
        return None
    for pilot in found:
        pilot.is_mine = pilot.pk in mine
    return {"programme": programme, "pilots": found[:A_FEW], "more": max(len(found) - A_FEW, 0)}


def navigation(request, _subject):
    programme = Programme.objects.filter(pk__in=programmes_as(request.user, INSIDERS)).first()
    if programme is None:
        return None
    return {"url": reverse("pilots:list", args=[programme.key]), "label": _("Pilots"), "icon": "signpost-split"}
