"""Writing the running order of a session."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.near_misses import warn_of_near_misses
from coaching.programmes.models import Session
from groups.models import SubgroupSession
from realtime.tools.script import writing
from realtime.tools.script.forms import ItemForm
from realtime.tools.script.models import ScriptItem


def find_session(request, pk):
    session = get_object_or_404(Session.objects.visible_to(request.user).select_related("programme", "theme"), pk=pk)
    require(request.user, "realtime.run", session)
    return session


@login_required
def script(request, session):
    """The items, a form for one more, and the sessions to copy from."""
    session = find_session(request, session)
    form = ItemForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            writing.add_item(by=request.user, session=session, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            warn_of_near_misses(request, form.cleaned_data["text"])
            return redirect("realtime:script", session.pk)
    return _page(request, session, form)


def _page(request, session, form, *, refused=""):
    items = ScriptItem.objects.filter(session=session).select_related("poll")
    context = {
        "session": session,
        "items": items,
        "minutes": sum(item.minutes or 0 for item in items),
        "form": form,
        "refused": refused,
        "sources": _sources(session),
    }
    return render(request, "realtime/script.html", context, status=422 if form.errors or refused else 200)


def _sources(session):
    """Other sessions of the theme that have a running order: any coach of the programme may copy it."""
    if session.theme_id is None:
        return []
    others = Session.objects.filter(theme=session.theme_id).exclude(pk=session.pk)
    counted = ScriptItem.objects.filter(session__in=others).order_by().values_list("session").annotate(Count("pk"))
    counts = dict(counted)
    links = dict(SubgroupSession.objects.filter(session__in=counts).values_list("session_id", "subgroup__name"))
    found = others.filter(pk__in=counts).select_related("programme")
    return [{"session": one, "items": counts[one.pk], "subgroup": links.get(one.pk, "")} for one in found]


@login_required
def edit(request, session, item):
    session = find_session(request, session)
    item = get_object_or_404(ScriptItem, pk=item, session=session)
    form = ItemForm(request.POST or None, instance=item, session=session)
    if request.method == "POST" and form.is_valid():
        writing.change_item(by=request.user, item=item, **form.cleaned_data)
        warn_of_near_misses(request, form.cleaned_data["text"])
        return redirect("realtime:script", session.pk)
    context = {"session": session, "item": item, "form": form}
    return render(request, "realtime/script_item.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def move(request, session, item):
    session = find_session(request, session)
    item = get_object_or_404(ScriptItem, pk=item, session=session)
    writing.move_item(by=request.user, item=item, up=request.POST.get("to") == "up")
    return redirect("realtime:script", session.pk)


@login_required
@require_POST
def remove(request, session, item):
    session = find_session(request, session)
    writing.remove_item(by=request.user, item=get_object_or_404(ScriptItem, pk=item, session=session))
    return redirect("realtime:script", session.pk)


@login_required
@require_POST
def copy(request, session):
    session = find_session(request, session)
    number = request.POST.get("source", "")
    others = Session.objects.filter(programme=session.programme_id)
    source = get_object_or_404(others, pk=number if number.isdecimal() and len(number) < 16 else None)
    try:
        copied = writing.copy_script(by=request.user, session=session, source=source)
    except Refused as refusal:
        return _page(request, session, ItemForm(session=session), refused=refusal.message)
    messages.success(request, _("%(items)s items were copied.") % {"items": len(copied)})
    return redirect("realtime:script", session.pk)
