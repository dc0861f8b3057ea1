"""Steps of a pilot: added, ticked, opened again, removed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.back import own_address
from coaching.core.near_misses import warn_of_near_misses
from coaching.pilots import actions
from coaching.pilots.forms import StepForm
from coaching.pilots.models import Pilot, Step
from coaching.pilots.views.board import visible_pilot
from coaching.pilots.views.pilots import pilot_page
from coaching.programmes.names import names_in


@login_required
@require_POST
def add(request, pk):
    pilot = visible_pilot(request.user, pk)
    require(request.user, "pilots.edit", pilot)
    names = names_in(pilot.programme_id, pilot.people.values_list("person_id", flat=True))
    form = StepForm(request.POST, names=names)
    if not form.is_valid():
        return pilot_page(request, pilot, step_form=form, status=422)
    actions.add_step(by=request.user, pilot=pilot, **form.cleaned_data)
    warn_of_near_misses(request, form.cleaned_data)
    return _to_steps(pilot)


def _own_step(request, pk):
    seen = Step.objects.filter(pilot__in=Pilot.objects.visible_to(request.user))
    step = get_object_or_404(seen.select_related("pilot__programme"), pk=pk)
    require(request.user, "pilots.edit", step.pilot)
    return step


@login_required
def change(request, pk):
    """The words, the owner and the day of a step."""
    step = _own_step(request, pk)
    inside = {*step.pilot.people.values_list("person_id", flat=True), step.owner_id}
    form = StepForm(request.POST or None, instance=step, names=names_in(step.pilot.programme_id, inside))
    if request.method == "POST" and form.is_valid():
        step = _own_step(request, pk)
        actions.change_step(by=request.user, step=step, **form.cleaned_data)
        warn_of_near_misses(request, form.cleaned_data)
        return _to_steps(step.pilot)
    context = {"form": form, "pilot": step.pilot, "programme": step.pilot.programme}
    return render(request, "pilots/step_form.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def tick(request, pk):
    """``deed`` is done, open or remove; ``next`` is the page one came from."""
    step = _own_step(request, pk)
    deed = request.POST.get("deed")
    if deed == "done":
        actions.finish_step(by=request.user, step=step)
        messages.success(request, _("Done: %(step)s") % {"step": step.title})
    elif deed == "open":
        actions.reopen_step(step=step)
    elif deed == "remove":
        actions.remove_step(by=request.user, step=step)
        messages.success(request, _("Removed: %(step)s") % {"step": step.title})
    back = own_address(request, request.POST.get("next", ""))
    return redirect(back) if back else _to_steps(step.pilot)


def _to_steps(pilot):
    return HttpResponseRedirect(reverse("pilots:pilot", args=[pilot.pk]) + "#steps")
