"""The runs of a poll compared, and the same poll opened afterwards to those who were absent."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.forms import DayInput
from coaching.core.near_misses import warn_of_near_misses
from realtime.deeds import check
from realtime.models import PollRun, Room
from realtime.tools.polls.afterwards import answer_afterwards, open_afterwards, open_to
from realtime.tools.polls.series import compared, series_of
from realtime.views.library import poll_of, trail
from realtime.views.plain import asked_for
from realtime.views.room import answer_in


class UntilForm(forms.Form):
    until = forms.DateField(widget=DayInput())


@login_required
def series(request, poll):
    """Side by side, what each run of the poll came to."""
    poll = poll_of(request, poll)
    columns = series_of(poll, request.user)
    context = {
        "poll": poll,
        "theme": poll.theme,
        "columns": columns,
        "compared": compared(columns),
        "trail": trail(poll.theme),
        "week": timezone.localdate() + timedelta(days=7),
    }
    return render(request, "realtime/polls/series.html", context)


@login_required
@require_POST
def leave_open(request, run):
    """Open the run's poll afterwards, until a day, to those who did not answer in the room."""
    run = _run(request, run)
    require(request.user, "realtime.run", run.room.session)
    form = UntilForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("wrong_day", _("Choose a day."))
        open_afterwards(by=request.user, run=run, until=form.cleaned_data["until"])
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Those who were absent can answer on the theme's page."))
    return redirect("realtime:series", run.poll_id)


@login_required
def afterwards(request, run):
    """The ballot of a poll that stands open afterwards, and its answer."""
    run = _run(request, run, follows__isnull=False)
    require(request.user, "realtime.vote", run.room.session)
    refusal = None
    if request.method == "POST":
        try:
            answer = check("vote", {"run": run.pk, "answer": answer_in(request.POST, run)})["answer"]
            answer_afterwards(by=request.user, room=run.room, run=run.pk, answer=answer)
        except Refused as refused:
            refusal = refused.message
        else:
            warn_of_near_misses(request, answer)
            messages.success(request, _("Your answer has been counted. You can change it while the poll is open."))
            return redirect(run.room.session.theme)
    may_answer = any(one.pk == run.pk for one in open_to(request.user, [run.room_id]))
    asked = asked_for(run, typed=request.POST if refusal else None)
    context = {"run": run, "asked": asked, "may_answer": may_answer, "refusal": refusal}
    return render(request, "realtime/polls/afterwards.html", context, status=422 if refusal else 200)


def _run(request, pk, **where):
    runs = PollRun.objects.select_related("room__session__programme", "room__session__theme", "poll")
    return get_object_or_404(runs.filter(room__in=Room.objects.visible_to(request.user), **where), pk=pk)
