"""Pilots: the list, one of them, and editing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.accounts.models import Organisation
from coaching.core import drafts
from coaching.core.access import require
from coaching.core.near_misses import warn_of_near_misses
from coaching.pilots import actions
from coaching.pilots.forms import PersonForm, PilotForm, StepForm, SuggestForm
from coaching.pilots.models import Pilot
from coaching.programmes.models import Programme
from coaching.programmes.names import names_in

MOST_ALIVE_FIRST = ("running", "planned", "idea", "paused", "in_use", "stopped")


def programme_of_page(user, key):
    programme = get_object_or_404(Programme.objects.visible_to(user), key=key)
    require(user, "pilots.see", programme)
    return programme


def visible_pilot(user, pk):
    return get_object_or_404(Pilot.objects.visible_to(user).select_related("programme", "organisation"), pk=pk)


@login_required
def pilots(request, key):
    """All pilots of the programme by state; ``?organisation=key`` leaves those of one house."""
    programme = programme_of_page(request.user, key)
    everything = Pilot.objects.filter(programme=programme)
    chosen = request.GET.get("organisation", "")
    found = everything.filter(organisation__key=chosen) if chosen else everything
    found = list(found.select_related("organisation"))
    joined = set(Pilot.objects.joined_by(request.user).filter(programme=programme).values_list("pk", flat=True))
    for pilot in found:
        pilot.is_mine = pilot.pk in joined
    context = {
        "programme": programme,
        "states": [
            (Pilot.State(state).label, of_state)
            for state in MOST_ALIVE_FIRST
            if (of_state := [pilot for pilot in found if pilot.state == state])
        ],
        "organisations": Organisation.objects.filter(pk__in=everything.values("organisation_id")),
        "chosen": chosen,
        "may_log": request.user.has_perm("pilots.log_visit", programme),
        "may_count": request.user.has_perm("pilots.see_visit_counts", programme),
    }
    return render(request, "pilots/list.html", context)


@login_required
def pilot(request, pk):
    return pilot_page(request, visible_pilot(request.user, pk))


def pilot_page(request, pilot, step_form=None, status=200):
    """What of a pilot this reader may see; ``step_form`` is one that came back with a mistake."""
    user = request.user
    context = {"pilot": pilot, "programme": pilot.programme, "inside": user.has_perm("pilots.see_inside", pilot)}
    if context["inside"]:
        context |= _inside(user, pilot)
        context["step_form"] = step_form or StepForm(names=context["member_names"])
    elif user.has_perm("pilots.see_visit_counts", pilot):
        context["figures"] = pilot.visits.aggregate(count=Count("pk"), minutes=Sum("minutes"))
    return render(request, "pilots/pilot.html", context, status=status)


def _inside(user, pilot):
    people = list(pilot.people.all())
    steps = list(pilot.steps.all())
    visits = list(pilot.visits.prefetch_related("people"))
    everybody = {one.person_id for one in people} | {step.owner_id for step in steps}
    for visit in visits:
        everybody |= {visit.visitor_id, *(person.pk for person in visit.people.all())}
    names = names_in(pilot.programme_id, everybody)
    for one in people:
        one.shown = names.get(one.person_id)
    for step in steps:
        step.shown_owner = names.get(step.owner_id)
    for visit in visits:
        visit.shown_visitor = names.get(visit.visitor_id)
        visit.shown_people = [names[person.pk] for person in visit.people.all()]
    return {
        "people": people,
        "steps": steps,
        "visits": visits,
        "minutes": sum(visit.minutes for visit in visits),
        "member_names": {one.person_id: one.shown for one in people},
        "may_log": user.has_perm("pilots.log_visit", pilot),
        "may_choose_people": user.has_perm("pilots.choose_people", pilot),
    }


@login_required
def suggest(request, key):
    programme = programme_of_page(request.user, key)
    require(request.user, "pilots.suggest", programme)
    about = f"pilot-new:{programme.pk}"
    if request.method != "POST":
        unsent = _unsent(request, about)
        return _form_page(request, SuggestForm(programme=programme, initial=unsent), programme, about, unsent=unsent)
    form = SuggestForm(request.POST, programme=programme)
    if not form.is_valid():
        return _form_page(request, form, programme, about, status=422)
    pilot = actions.suggest(by=request.user, programme=programme, **form.cleaned_data)
    return _saved(request, pilot, form, about, _("The idea has been saved. Next, add the first step."))


@login_required
def edit(request, pk):
    pilot = visible_pilot(request.user, pk)
    require(request.user, "pilots.edit", pilot)
    programme, about = pilot.programme, f"pilot:{pilot.pk}"
    if request.method != "POST":
        unsent = _unsent(request, about)
        form = PilotForm(instance=pilot, programme=programme, initial=unsent)
        return _form_page(request, form, programme, about, pilot, unsent)
    form = PilotForm(request.POST, instance=pilot, programme=programme)
    if not form.is_valid():
        return _form_page(request, form, programme, about, pilot, status=422)
    actions.edit(by=request.user, pilot=pilot, **form.cleaned_data)
    return _saved(request, pilot, form, about, _("The changes have been saved."))


def _unsent(request, about):
    return {} if "fresh" in request.GET else drafts.unsent(request.user, about)


def _saved(request, pilot, form, about, words):
    drafts.sent(request.user, about)
    warn_of_near_misses(request, form.cleaned_data)
    messages.success(request, words)
    return redirect(pilot)


def _form_page(request, form, programme, about, pilot=None, unsent=None, status=200):
    context = {"form": form, "programme": programme, "pilot": pilot, "about": about, "brought_back": bool(unsent)}
    return render(request, "pilots/pilot_form.html", context, status=status)


@login_required
def people(request, pk):
    """Who is in the pilot: one is added at a time, and removed with one button."""
    pilot = visible_pilot(request.user, pk)
    require(request.user, "pilots.choose_people", pilot)
    form = PersonForm(request.POST or None, pilot=pilot)
    if request.method == "POST" and form.is_valid():
        actions.add_person(by=request.user, pilot=pilot, person_id=form.cleaned_data["person"], duty=form.duty)
        messages.success(request, _("Added to the pilot."))
        return redirect("pilots:people", pilot.pk)
    inside = list(pilot.people.all())
    names = names_in(pilot.programme_id, [one.person_id for one in inside])
    for one in inside:
        one.shown = names.get(one.person_id)
    context = {"form": form, "pilot": pilot, "programme": pilot.programme, "people": inside}
    return render(request, "pilots/people.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def remove_person(request, pk, person):
    pilot = visible_pilot(request.user, pk)
    require(request.user, "pilots.choose_people", pilot)
    one = get_object_or_404(pilot.people, person_id=person)
    actions.remove_person(by=request.user, pilot=pilot, person_id=one.person_id)
    messages.success(request, _("No longer in the pilot. You can add the person again below."))
    return redirect("pilots:people", pilot.pk)
