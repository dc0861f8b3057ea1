"""One pilot: its page, a new one, its people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core import drafts
from coaching.core.access import require
from coaching.core.near_misses import warn_of_near_misses
from coaching.pilots import actions
from coaching.pilots.forms import PersonForm, StepForm, SuggestForm
from coaching.pilots.models import Pilot
from coaching.pilots.parts import PARTS
from coaching.pilots.results import results_of
from coaching.pilots.timeline import timeline
from coaching.pilots.views.board import programme_of_page, visible_pilot
from coaching.programmes.names import names_in


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
    feedback = list(pilot.worker_feedback.all())
    everybody = {one.person_id for one in people} | {step.owner_id for step in steps}
    everybody |= {one.person_id for one in feedback}
    for visit in visits:
        everybody |= {visit.visitor_id, *(person.pk for person in visit.people.all())}
    names = names_in(pilot.programme_id, everybody)
    for one in [*people, *feedback]:
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
        "timeline": timeline(pilot, steps, visits),
        "minutes": sum(visit.minutes for visit in visits),
        "member_names": {one.person_id: one.shown for one in people},
        "parts": [(part, part.filled(pilot), part.told(pilot)) for part in PARTS.values()],
        "states": [state for state in Pilot.State if state != pilot.state],
        "results": results_of(pilot),
        "link": pilot.feedback_links.filter(closed_at__isnull=True).first(),
        "worker_feedback": feedback,
        "may_answer": any(one.person_id == user.pk for one in people),
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
    drafts.sent(request.user, about)
    warn_of_near_misses(request, form.cleaned_data)
    messages.success(request, _("The idea has been saved. Next, add the first step."))
    return redirect(pilot)


def _unsent(request, about):
    return {} if "fresh" in request.GET else drafts.unsent(request.user, about)


def _form_page(request, form, programme, about, unsent=None, status=200):
    context = {"form": form, "programme": programme, "about": about, "brought_back": bool(unsent)}
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
