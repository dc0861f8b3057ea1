"""A pilot's record, written one short part at a time: texts, tools, risks, figures by month."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core import drafts
from coaching.core.access import require
from coaching.core.near_misses import warn_of_near_misses
from coaching.pilots import actions
from coaching.pilots.forms import MonthForm, RiskForm, ToolForm, part_form
from coaching.pilots.models import Figure, Risk, Tool
from coaching.pilots.parts import PARTS, after
from coaching.pilots.views.board import visible_pilot
from coaching.programmes.names import names_in

A_YEAR = 12


@dataclass(frozen=True)
class Things:
    """A part that is a list of its own."""

    model: type
    form: type
    keep: str
    template: str


THINGS = {
    "tyokalut": Things(Tool, ToolForm, "tool", "pilots/tools.html"),
    "riskit": Things(Risk, RiskForm, "risk", "pilots/risks.html"),
}
KEEPERS = {"tool": actions.keep_tool, "risk": actions.keep_risk}


def _own_pilot(request, pk):
    pilot = visible_pilot(request.user, pk)
    require(request.user, "pilots.edit", pilot)
    return pilot


@login_required
def part(request, pk, key):
    """One part. ``next`` among what is sent leads on to the part after it."""
    pilot = _own_pilot(request, pk)
    if key not in PARTS:
        raise Http404
    if key in THINGS:
        return _things(request, pilot, key)
    if key == "luvut":
        return _months(request, pilot)
    part, about = PARTS[key], f"pilot:{pilot.pk}:{key}"
    form_of_part = part_form(part)
    if request.method != "POST":
        unsent = {} if "fresh" in request.GET else drafts.unsent(request.user, about)
        form = form_of_part(instance=pilot, programme=pilot.programme, initial=unsent)
        return _page(request, pilot, key, form, "pilots/part.html", about=about, brought_back=bool(unsent))
    form = form_of_part(request.POST, instance=pilot, programme=pilot.programme)
    if not form.is_valid():
        pilot = visible_pilot(request.user, pk)
        return _page(request, pilot, key, form, "pilots/part.html", about=about, status=422)
    actions.edit(by=request.user, pilot=pilot, **form.cleaned_data)
    drafts.sent(request.user, about)
    return _saved(request, pilot, key, form)


def _saved(request, pilot, key, form):
    warn_of_near_misses(request, form.cleaned_data)
    messages.success(request, _("Saved: %(part)s.") % {"part": PARTS[key].title})
    if "next" in request.POST and after(key):
        return redirect("pilots:part", pilot.pk, after(key))
    return redirect(pilot)


def _page(request, pilot, key, form, template, status=200, **more):
    keys = list(PARTS)
    context = {
        "pilot": pilot,
        "programme": pilot.programme,
        "part": PARTS[key],
        "number": keys.index(key) + 1,
        "count": len(keys),
        "after": PARTS.get(after(key)),
        "form": form,
        **more,
    }
    return render(request, template, context, status=status)


def _things(request, pilot, key, thing=None):
    """The list and the form of a new one, or of ``thing`` that is being changed."""
    kind = THINGS[key]
    things = list(getattr(pilot, PARTS[key].things).all())
    owners = {getattr(one, "owner_id", None) for one in things}
    inside = set(pilot.people.values_list("person_id", flat=True)) | {getattr(thing, "owner_id", None)} - {None}
    names = names_in(pilot.programme_id, owners | inside)
    chosen = {person: name for person, name in names.items() if person in inside}
    form = kind.form(request.POST or None, instance=thing, names=chosen)
    if request.method == "POST" and form.is_valid():
        given = {kind.keep: thing or kind.model(pilot=pilot)}
        KEEPERS[kind.keep](by=request.user, pilot=pilot, **given, **form.cleaned_data)
        warn_of_near_misses(request, form.cleaned_data)
        messages.success(request, _("Saved: %(part)s.") % {"part": PARTS[key].title})
        return redirect("pilots:part", pilot.pk, key)
    for one in things:
        one.shown_owner = names.get(getattr(one, "owner_id", None))
    status = 422 if form.is_bound else 200
    return _page(request, pilot, key, form, kind.template, things=things, changing=thing, status=status)


@login_required
def thing(request, pk, key, thing):
    """Change one tool or risk."""
    pilot = _own_pilot(request, pk)
    if key not in THINGS:
        raise Http404
    return _things(request, pilot, key, get_object_or_404(THINGS[key].model, pilot=pilot, pk=thing))


@login_required
@require_POST
def remove_thing(request, pk, key, thing):
    pilot = _own_pilot(request, pk)
    if key not in THINGS:
        raise Http404
    thing = get_object_or_404(THINGS[key].model, pilot=pilot, pk=thing)
    actions.remove(by=request.user, pilot=pilot, thing=thing)
    messages.success(request, _("Removed: %(what)s") % {"what": thing})
    return redirect("pilots:part", pilot.pk, key)


def _months(request, pilot):
    """Figures of all months, and the form of one: ``?month=2020-10``."""
    figures = list(pilot.figures.all())
    months = _months_of(pilot, figures)
    month = _month_asked_for(request, months)
    known = {figure.kind: figure for figure in figures if figure.month == month}
    form = MonthForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        actions.keep_month(by=request.user, pilot=pilot, month=month, figures=form.figures())
        messages.success(request, _("The figures have been saved."))
        return redirect(f"{request.path}?month={month:%Y-%m}")
    more = {"months": months, "month": month, "table": _table(figures)}
    return _page(request, pilot, "luvut", form, "pilots/months.html", status=422 if form.is_bound else 200, **more)


def _months_of(pilot, figures):
    """The last twelve up to now or the pilot's end, and any that has figures; newest first."""
    last = min(pilot.ends or timezone.localdate(), timezone.localdate())
    first = min(pilot.starts or last, last)
    found, month = {figure.month for figure in figures}, last.replace(day=1)
    for _step in range(A_YEAR):
        found.add(month)
        if month <= first.replace(day=1) and pilot.starts:
            break
        month = date(month.year - (month.month == 1), 12 if month.month == 1 else month.month - 1, 1)
    return sorted(found, reverse=True)


def _month_asked_for(request, months):
    asked = request.GET.get("month", "")
    return next((month for month in months if f"{month:%Y-%m}" == asked), months[0])


def _table(figures):
    """Rows of (month, figure or None for each kind), and the kinds that have any."""
    kinds = [kind for kind in Figure.Kind if any(figure.kind == kind for figure in figures)]
    by_month = {}
    for figure in figures:
        by_month.setdefault(figure.month, {})[figure.kind] = figure
    rows = [(month, [(kind.label, found.get(kind)) for kind in kinds]) for month, found in by_month.items()]
    return {"columns": [kind.label for kind in kinds], "rows": rows}
