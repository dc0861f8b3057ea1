"""The pages on which a programme's themes, sessions and subgroups are planned."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.programmes.models import Programme, Session, Theme
from groups.models import Subgroup
from groups.planning import actions
from groups.planning.forms import NewSessionForm, SessionForm, SubgroupForm, ThemeForm
from groups.sessions import with_subgroups

A_PAGE = 30


def find(request, key):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    require(request.user, "groups.plan", programme)
    return programme


@login_required
def plan(request, key):
    """Everything there is, sessions by their time; those whose day is not known come last."""
    programme = find(request, key)
    sessions = Session.objects.filter(programme=programme).select_related("programme", "theme")
    page = Paginator(sessions.order_by(F("starts_at").asc(nulls_last=True), "pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "programme": programme,
        "themes": programme.themes.all(),
        "subgroups": Subgroup.objects.filter(programme=programme),
        "page": page,
        "sessions": with_subgroups(page, request.user),
    }
    return render(request, "groups/planning/page.html", context)


@login_required
def new_theme(request, key):
    programme = find(request, key)
    form = ThemeForm(request.POST or None, programme=programme)
    return _made(request, programme, form, _("New theme"), actions.plan_theme)


@login_required
def new_subgroup(request, key):
    programme = find(request, key)
    form = SubgroupForm(request.POST or None, programme=programme)
    return _made(request, programme, form, _("New subgroup"), actions.plan_subgroup)


@login_required
def new_session(request, key):
    programme = find(request, key)
    form = NewSessionForm(request.POST or None, programme=programme)
    return _made(request, programme, form, _("New session"), actions.plan_sessions)


def _made(request, programme, form, heading, make):
    if request.method == "POST" and form.is_valid():
        make(by=request.user, programme=programme, **form.values)
        messages.success(request, _("It is in the programme now."))
        return redirect("groups:plan", programme.key)
    return _form_page(request, programme, form, heading)


@login_required
def theme(request, pk):
    found = _found(request, Theme, pk)
    form = ThemeForm(request.POST or None, programme=found.programme, instance=found)
    return _changed(request, found, form, partial(actions.change_theme, theme=found), "groups:take_theme_away")


@login_required
def subgroup(request, pk):
    found = _found(request, Subgroup, pk)
    form = SubgroupForm(request.POST or None, programme=found.programme, instance=found, is_used=actions.is_used(found))
    return _changed(request, found, form, partial(actions.change_subgroup, subgroup=found), "groups:take_subgroup_away")


@login_required
def session(request, pk):
    """Whoever runs the session changes when and where it is; only the organiser takes it away."""
    found = get_object_or_404(Session.objects.visible_to(request.user).select_related("programme", "theme"), pk=pk)
    require(request.user, "groups.run_session", found)
    remove = "groups:take_session_away" if request.user.has_perm("groups.plan", found) else ""
    form = SessionForm(request.POST or None, instance=found)
    return _changed(request, found, form, partial(actions.change_session, session=found), remove)


def _changed(request, found, form, change, remove):
    """Changed, and back to a session's own page or to the plan; or the form again. ``remove`` takes it away."""
    heading = str(found)
    back = (
        found.get_absolute_url() if isinstance(found, Session) else reverse("groups:plan", args=[found.programme.key])
    )
    if request.method == "POST" and form.is_valid():
        change(by=request.user, **form.values)
        messages.success(request, _("Saved."))
        return redirect(back)
    more = {"thing": found, "back": back, "remove": remove if remove and not actions.is_used(found) else ""}
    return _form_page(request, found.programme, form, heading, **more)


@login_required
@require_POST
def take_away(request, pk, model):
    found = _found(request, model, pk)
    actions.take_away(by=request.user, thing=found)
    messages.success(request, _("It has been taken away."))
    return redirect("groups:plan", found.programme.key)


def _found(request, model, pk):
    """A theme, session or subgroup of a programme that the user plans."""
    programmes = Programme.objects.visible_to(request.user)
    found = get_object_or_404(model.objects.select_related("programme"), programme__in=programmes, pk=pk)
    require(request.user, "groups.plan", found)
    return found


def _form_page(request, programme, form, heading, **more):
    back = reverse("groups:plan", args=[programme.key])
    context = {"programme": programme, "form": form, "heading": heading, "back": back, **more}
    return render(request, "groups/planning/form.html", context, status=422 if form.errors else 200)
