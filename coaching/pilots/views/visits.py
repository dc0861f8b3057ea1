"""Guidance visits: logged on a phone, seen, corrected, taken back, and counted."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coaching.accounts.models import User
from coaching.core import drafts
from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.near_misses import warn_of_near_misses
from coaching.pilots import actions, counts
from coaching.pilots.forms import VisitForm
from coaching.pilots.models import GuidanceVisit, Pilot
from coaching.pilots.views.board import programme_of_page
from coaching.programmes.names import names_in

A_PAGE = 50


def draft_place(programme):
    return f"visit:{programme.pk}"


def _guided(programme):
    return Pilot.objects.filter(programme=programme)


@login_required
def log(request, key):
    """The visit form. ``?pilot=`` chooses the pilot; ``?fresh`` leaves what was not sent."""
    programme = programme_of_page(request.user, key)
    require(request.user, "pilots.log_visit", programme)
    if request.method != "POST":
        unsent = {} if "fresh" in request.GET else drafts.unsent(request.user, draft_place(programme))
        form = VisitForm(pilots=_guided(programme))
        form.initial |= {"client": uuid.uuid4(), "pilot": _pilot_asked_for(request, form.pilots), **unsent}
        return _form_page(request, form, programme, brought_back=bool(unsent))
    form = VisitForm(request.POST, pilots=_guided(programme))
    by_script = "application/json" in request.headers.get("Accept", "")
    if not form.is_valid():
        wrong = JsonResponse({"errors": form.errors}, status=422)
        return wrong if by_script else _form_page(request, form, programme, status=422)
    visit = actions.log_visit(by=request.user, **_values(form))
    _end_draft(request.user, programme, form.cleaned_data["client"])
    warn_of_near_misses(request, form.cleaned_data)
    messages.success(request, _("The visit has been saved."))
    return JsonResponse({"url": visit.get_absolute_url()}, status=201) if by_script else redirect(visit)


def _end_draft(user, programme, client):
    """A visit that has waited for a connection leaves the draft of the next one alone."""
    if drafts.unsent(user, draft_place(programme)).get("client") in (None, str(client)):
        drafts.sent(user, draft_place(programme))


@login_required
@never_cache
def offline(request, key):
    """The form with nobody in it, to be kept on the device and opened without a connection."""
    programme = programme_of_page(request.user, key)
    require(request.user, "pilots.log_visit", programme)
    form = VisitForm(pilots=_guided(programme))
    form.initial["pilot"] = _pilot_asked_for(request, form.pilots)
    return _form_page(request, form, programme, offline=True)


def worker(request, key):
    """The script that opens it; served from here, as a worker sees only what is below its own address."""
    with open(finders.find("js/visit-worker.js"), encoding="utf-8") as script:
        return HttpResponse(script.read(), content_type="text/javascript", headers={"Cache-Control": "no-cache"})


def _pilot_asked_for(request, pilots):
    """The pilot named in the address, or the only one there is."""
    asked = request.GET.get("pilot", "")
    if len(pilots) == 1:
        return pilots[0].pk
    return next((pilot.pk for pilot in pilots if str(pilot.pk) == asked), None)


def _values(form):
    values = dict(form.cleaned_data)
    people = values.pop("people")
    return {**values, "people": list(User.objects.filter(pk__in=people))}


def _form_page(request, form, programme, visit=None, brought_back=False, status=200, offline=False):
    context = {
        "frame": "bare.html" if offline else "base.html",
        "action": request.path if visit else reverse("pilots:log", args=[programme.key]),
        "offline": offline,
        "form": form,
        "programme": programme,
        "visit": visit,
        "brought_back": brought_back,
        "about": f"visit-edit:{visit.pk}" if visit else draft_place(programme),
    }
    return render(request, "pilots/visit_form.html", context, status=status)


def _visible_visit(user, pk):
    visits = GuidanceVisit.objects.visible_to(user).select_related("pilot__programme", "pilot__organisation")
    return get_object_or_404(visits, pk=pk)


@login_required
def visit(request, pk):
    visit = _visible_visit(request.user, pk)
    met = visit.people.values_list("pk", flat=True)
    names = names_in(visit.pilot.programme_id, [*met, visit.visitor_id])
    context = {
        "visit": visit,
        "programme": visit.pilot.programme,
        "met": [names[person] for person in met],
        "visitor": names.get(visit.visitor_id),
        "may_change": request.user.has_perm("pilots.change_visit", visit),
        "may_log": request.user.has_perm("pilots.log_visit", visit.pilot),
    }
    return render(request, "pilots/visit.html", context)


@login_required
def change(request, pk):
    visit = _visible_visit(request.user, pk)
    require(request.user, "pilots.change_visit", visit)
    programme = visit.pilot.programme
    met = list(visit.people.values_list("pk", flat=True))
    about = f"visit-edit:{visit.pk}"
    asked = {"pilots": _guided(programme), "met": met, "instance": visit}
    if request.method != "POST":
        unsent = {} if "fresh" in request.GET else drafts.unsent(request.user, about)
        form = VisitForm(initial={"client": visit.client, "people": met, **unsent}, **asked)
        return _form_page(request, form, programme, visit, brought_back=bool(unsent))
    form = VisitForm(request.POST, **asked)
    if not form.is_valid():
        return _form_page(request, form, programme, visit, status=422)
    values = {name: value for name, value in _values(form).items() if name != "client"}
    actions.change_visit(visit=visit, **values)
    drafts.sent(request.user, about)
    warn_of_near_misses(request, form.cleaned_data)
    messages.success(request, _("The changes have been saved."))
    return redirect(visit)


@login_required
@require_POST
def take_back(request, pk):
    """The visit is gone and its words are in the form again, not sent."""
    visit = _visible_visit(request.user, pk)
    require(request.user, "pilots.change_visit", visit)
    programme = visit.pilot.programme
    place = draft_place(programme)
    if drafts.unsent(request.user, place):
        raise Refused("draft_waits", _("You have another visit not sent yet. Send it or start it over first."))
    drafts.keep(request.user, place, _as_typed(visit))
    actions.take_back_visit(visit=visit)
    messages.success(request, _("The visit has been taken back. Its words are here, not sent."))
    return redirect("pilots:log", programme.key)


def _as_typed(visit):
    return {
        "pilot": str(visit.pilot_id),
        "date": visit.date.isoformat(),
        "form": visit.form,
        "minutes": str(visit.minutes),
        "people": [str(person) for person in visit.people.values_list("pk", flat=True)],
        "topics": visit.topics,
        "agreed": visit.agreed,
    }


@login_required
def visits(request, key):
    """Counts for coaches; for the guides also every visit."""
    programme = programme_of_page(request.user, key)
    require(request.user, "pilots.see_visit_counts", programme)
    page = None
    if request.user.has_perm("pilots.see_visit_notes", programme):
        page = Paginator(_with_names(programme), A_PAGE).get_page(request.GET.get("page"))
        _name_visitors(programme, page)
    context = {
        "programme": programme,
        "by_month": counts.visits_by_month(programme),
        "by_organisation": counts.visits_by_organisation(programme),
        "by_pilot": counts.visits_by_pilot(programme),
        "page": page,
        "may_log": request.user.has_perm("pilots.log_visit", programme),
    }
    return render(request, "pilots/visits.html", context)


def _with_names(programme):
    visits = GuidanceVisit.objects.filter(pilot__programme=programme)
    return visits.select_related("pilot__organisation").prefetch_related("people")


def _name_visitors(programme, page):
    everybody = {visit.visitor_id for visit in page} | {one.pk for visit in page for one in visit.people.all()}
    names = names_in(programme.pk, everybody)
    for visit in page:
        visit.shown_visitor = names.get(visit.visitor_id)
        visit.shown_people = [names[one.pk] for one in visit.people.all()]
