"""The page on which a coach or organiser notes who was there."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.forms import GuardedForm
from coaching.programmes import actions
from coaching.programmes.models import Attendance, Session
from groups.attendance.lists import list_for, people_on


class HeadcountForm(GuardedForm):
    headcount = forms.IntegerField(label=gettext_lazy("How many were there"), min_value=0, max_value=100_000)
    is_estimate = forms.BooleanField(label=gettext_lazy("This is about, not exact"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2_000,
        help_text=gettext_lazy("Everybody who sees the session sees this too."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@login_required
def attendance(request, pk):
    session = find(request, pk)
    return page(request, session, form_of(session))


@login_required
@require_POST
def tick(request, pk):
    session = find(request, pk)
    people = people_on(list_for(request.user, session))
    ticked = {int(value) for value in request.POST.getlist("present") if value.isdecimal() and len(value) <= 15}
    present = [person for person in people if person.pk in ticked]
    actions.tick_list(by=request.user, session=session, among=people, present=present)
    messages.success(request, _("The list has been saved."))
    return redirect("groups:attendance", pk)


@login_required
@require_POST
def count(request, pk):
    session = find(request, pk)
    form = HeadcountForm(request.POST)
    if not form.is_valid():
        return page(request, session, form, status=422)
    actions.count_heads(by=request.user, session=session, **form.cleaned_data)
    messages.success(request, _("The count has been saved."))
    return redirect("groups:attendance", pk)


def find(request, pk):
    session = get_object_or_404(Session.objects.visible_to(request.user).select_related("programme", "theme"), pk=pk)
    require(request.user, "groups.run_session", session)
    return session


def form_of(session):
    told = {"headcount": session.headcount, "is_estimate": session.headcount_is_estimate, "note": session.note}
    return HeadcountForm(initial=told)


def page(request, session, form, status=200):
    context = {"session": session, "programme": session.programme, "form": form}
    return render(
        request, "groups/attendance.html", context | {"lists": list_for(request.user, session)}, status=status
    )


def who_was_there(request, session):
    """The session page's panel for those who run it."""
    if not request.user.has_perm("groups.run_session", session):
        return None
    return {"noted": Attendance.objects.filter(session=session).count()}
