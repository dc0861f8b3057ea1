"""Keeping the shelf: a recording's details, captions and publishing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.near_misses import warn_of_near_misses
from coaching.lectures.actions import shelf
from coaching.lectures.actions.sending import PIECE
from coaching.lectures.forms import CaptionForm, FilmForm, RecordingForm
from coaching.lectures.models import Caption, Recording
from coaching.lectures.shelves import trail_to
from coaching.lectures.times import length
from coaching.programmes.models import Programme, Theme


@login_required
def add(request, theme):
    theme = _found_theme(request, theme)
    require(request.user, "lectures.edit", theme)
    form = RecordingForm(request.POST or None, initial={"language": theme.programme.language})
    if not form.is_valid():
        context = {"form": form, "theme": theme, "trail": trail_to(theme)}
        return render(request, "lectures/edit.html", context, status=422 if form.is_bound else 200)
    recording = shelf.add_recording(by=request.user, theme=theme, **form.cleaned_data)
    warn_of_near_misses(request, recording.title)
    return redirect("lectures:manage", recording.pk)


@login_required
@require_safe
def manage(request, pk):
    recording = _found(request, pk)
    return managing(request, recording)


def managing(request, recording, *, status=200, **forms):
    """The coach's page of one recording; a refused form comes back in ``forms``."""
    captions = list(recording.captions.all())
    recording.captioned = any(caption.language == recording.language for caption in captions)
    context = {
        "recording": recording,
        "captions": captions,
        "length": length(recording.duration) if recording.duration else "",
        "film_form": FilmForm(),
        "caption_form": CaptionForm(initial={"language": recording.language}),
        "piece": PIECE,
        "trail": [*trail_to(recording.theme), {"url": recording.get_absolute_url(), "label": recording.title}],
    }
    return render(request, "lectures/manage.html", context | forms, status=status)


@login_required
def edit(request, pk):
    recording = _found(request, pk)
    form = RecordingForm(request.POST or None, instance=recording)
    if form.is_valid():
        try:
            shelf.edit_recording(by=request.user, recording=recording, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            warn_of_near_misses(request, recording.title)
            return redirect("lectures:manage", recording.pk)
    context = {"form": form, "recording": recording, "theme": recording.theme, "trail": trail_to(recording.theme)}
    return render(request, "lectures/edit.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def add_captions(request, pk):
    recording = _found(request, pk)
    form = CaptionForm(request.POST, request.FILES)
    if not form.is_valid():
        return managing(request, recording, status=422, caption_form=form)
    language, text = form.cleaned_data["language"], form.cleaned_data["text"]
    shelf.add_captions(by=request.user, recording=recording, language=language, text=text)
    messages.success(request, _("The captions are in place. Read the text once through: nobody else has."))
    warn_of_near_misses(request, text)
    return redirect("lectures:manage", recording.pk)


@login_required
@require_POST
def remove_captions(request, pk):
    found = Caption.objects.filter(recording__in=Recording.objects.visible_to(request.user))
    captions = get_object_or_404(found.select_related("recording__theme__programme"), pk=pk)
    require(request.user, "lectures.edit", captions.recording)
    shelf.remove_captions(by=request.user, captions=captions)
    return redirect("lectures:manage", captions.recording_id)


@login_required
@require_POST
def publish(request, pk):
    recording = _found(request, pk)
    shelf.publish(by=request.user, recording=recording)
    messages.success(request, _("Published. The members can watch it now."))
    return redirect("lectures:manage", recording.pk)


@login_required
@require_POST
def withdraw(request, pk):
    recording = _found(request, pk)
    shelf.withdraw(by=request.user, recording=recording)
    messages.success(request, _("The members do not see it any more. What they have watched is kept."))
    return redirect("lectures:manage", recording.pk)


@login_required
@require_safe
def state(request, pk):
    """The part of the coach's page that asks again until the file is ready; then the whole page is fetched anew."""
    recording = _found(request, pk)
    response = render(request, "lectures/_state.html", {"recording": recording})
    if not recording.preparing_since:
        response["HX-Refresh"] = "true"
    return response


def _found(request, pk):
    recordings = Recording.objects.visible_to(request.user).select_related("theme__programme")
    recording = get_object_or_404(recordings, pk=pk)
    require(request.user, "lectures.edit", recording)
    return recording


def _found_theme(request, pk):
    themes = Theme.objects.filter(programme__in=Programme.objects.visible_to(request.user))
    return get_object_or_404(themes.select_related("programme"), pk=pk)
