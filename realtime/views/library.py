"""The polls of a theme, prepared by its coaches: the library's pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.programmes.models import Programme, Theme
from realtime.tools.polls import library
from realtime.tools.polls.forms import PollForm, initial_of
from realtime.tools.polls.kinds.kind import Asked
from realtime.tools.polls.models import Ballot, Poll, PollRun
from realtime.tools.polls.presets import PRESETS
from realtime.tools.polls.state import library_of
from realtime.tools.script.writing import take_new_version
from realtime.views.plain import asked_for


@login_required
def polls(request, theme):
    """The theme's prepared polls, and polls to start from."""
    theme = theme_of(request, theme)
    prepared = list(library_of(theme.pk))
    ran = set(PollRun.objects.filter(poll__in=prepared).values_list("poll_id", flat=True))
    answered = set(Ballot.objects.filter(run__poll__in=prepared).values_list("run__poll_id", flat=True).distinct())
    rows = [{"poll": poll, "has_run": poll.pk in ran, "is_answered": poll.pk in answered} for poll in prepared]
    context = {"theme": theme, "rows": rows, "presets": PRESETS.items()}
    return render(request, "realtime/polls/library.html", context)


@login_required
def prepare(request, theme):
    """A new poll; ``?malli=<key>`` starts from a preset, in the programme's language."""
    theme = theme_of(request, theme)
    preset = PRESETS.get(request.GET.get("malli", ""))
    with override(theme.programme.language):
        initial = preset.initial() if preset else {}
    form = _form(request, theme, initial=initial)
    if request.method == "POST" and form.is_valid():
        poll = library.prepare(by=request.user, theme=theme, **form.asked())
        messages.success(request, _("The poll is in the library. This is how members see it."))
        return redirect("realtime:preview_poll", poll.pk)
    return _form_page(request, theme, form)


@login_required
def edit(request, poll):
    poll = poll_of(request, poll)
    form = _form(request, poll.theme, poll=poll, initial=initial_of(poll))
    locked = library.has_ballots(poll)
    if request.method == "POST" and form.is_valid():
        try:
            changed = _change(request.user, poll, form.asked())
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return _form_page(request, poll.theme, form, poll=poll, locked=locked)
        if changed != poll:
            messages.info(request, _("The poll had answers already, so a new version was made; the results stay."))
        return redirect("realtime:preview_poll", changed.pk)
    return _form_page(request, poll.theme, form, poll=poll, locked=locked)


@login_required
@require_POST
def copy(request, poll):
    poll = poll_of(request, poll)
    question = _("{question} (copy)").format(question=poll.question[:280])
    return redirect("realtime:edit_poll", library.copy(by=request.user, poll=poll, question=question).pk)


@login_required
@require_POST
def remove(request, poll):
    poll = poll_of(request, poll)
    try:
        library.remove(by=request.user, poll=poll)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The poll was taken out of the library. Results there were stay in the theme."))
    return redirect("realtime:polls", poll.theme_id)


@login_required
def preview(request, poll):
    """The ballot as a member sees it."""
    poll = poll_of(request, poll)
    asked = asked_for(Asked(poll.question, poll.kind, poll.options, poll.settings))
    context = {"theme": poll.theme, "poll": poll, "asked": asked, "trail": trail(poll.theme)}
    return render(request, "realtime/polls/preview.html", context)


@transaction.atomic
def _change(person, poll, asked):
    changed = library.change(by=person, poll=poll, **asked)
    if changed != poll:
        take_new_version(by=person, old=poll, new=changed)
    return changed


def theme_of(request, pk):
    programmes = Programme.objects.visible_to(request.user)
    theme = get_object_or_404(Theme.objects.select_related("programme"), pk=pk, programme__in=programmes)
    require(request.user, "realtime.prepare", theme)
    return theme


def poll_of(request, pk):
    poll = get_object_or_404(Poll.objects.select_related("theme__programme"), pk=pk)
    theme_of(request, poll.theme_id)
    return poll


def _form(request, theme, *, poll=None, initial=None):
    values = {"initial": initial, "language": theme.programme.language, "library": library_of(theme.pk), "poll": poll}
    return PollForm(request.POST, **values) if request.method == "POST" else PollForm(**values)


def _form_page(request, theme, form, **extra):
    context = {"theme": theme, "form": form, "trail": trail(theme), **extra}
    return render(request, "realtime/polls/edit.html", context, status=422 if form.errors else 200)


def trail(theme):
    return [
        {"label": theme.programme.name, "url": theme.programme.get_absolute_url()},
        {"label": theme.name, "url": theme.get_absolute_url()},
        {"label": _("Polls"), "url": reverse("realtime:polls", args=[theme.pk])},
    ]
