"""Watching a recording: its page, its file, and what is told of how far one is."""

import math

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST, require_safe

from coaching.core.access import require
from coaching.core.streaming import ranged_file
from coaching.lectures.actions import watching
from coaching.lectures.captions import transcript as made_transcript
from coaching.lectures.models import Caption, Recording, Watching
from coaching.lectures.shelves import trail_to
from coaching.lectures.times import clock, length

MOST_PAIRS = 500
SPEEDS = (0.75, 1, 1.25, 1.5, 2)


@login_required
@require_safe
def recording(request, pk):
    recording = _found(request, pk)
    may_watch = bool(recording.file) and request.user.has_perm("lectures.watch", recording)
    captions = list(recording.captions.all())
    recording.captioned = any(caption.language == recording.language for caption in captions)
    beside = next((caption for caption in captions if caption.language == recording.language), None)
    beside = beside or next(iter(captions), None)
    own = Watching.objects.filter(person=request.user, recording=recording).first()
    recording.own = own
    if own:
        own.recording = recording
    return render(
        request,
        "lectures/recording.html",
        {
            "recording": recording,
            "may_watch": may_watch,
            "may_edit": request.user.has_perm("lectures.edit", recording),
            "captions": captions,
            "beside": beside,
            "paragraphs": made_transcript(beside.text) if beside and may_watch else [],
            "watching": own,
            "length": length(recording.duration) if recording.duration else "",
            "progress": progress(own) if own and recording.duration else "",
            "fragment": _fragment(request, own),
            "speeds": SPEEDS,
            "go_on_from": clock(own.position) if own and _goes_on(own) else "",
            "trail": trail_to(recording.theme),
        },
    )


@login_required
@require_safe
def film(request, pk):
    recording = _watchable(request, pk)
    return ranged_file(request, recording.file, recording.content_type)


@login_required
@require_safe
def poster(request, pk):
    recording = _watchable(request, pk)
    if not recording.poster:
        raise Http404
    return ranged_file(request, recording.poster, "image/jpeg")


@login_required
@require_POST
def watched(request, pk):
    """The player tells which seconds were seen: ``seen`` as "from-to", many times, and ``position``."""
    recording = _watchable(request, pk)
    try:
        pairs = [_pair(text) for text in request.POST.getlist("seen")[:MOST_PAIRS]]
        position = _number(request.POST.get("position", "0"))
    except ValueError:
        return JsonResponse({"code": "not_times", "detail": _("These are not seconds of the film.")}, status=422)
    own = watching.watch(person=request.user, recording=recording, seen=pairs, position=position)
    return JsonResponse({"covered": own.covered, "finished": own.finished_at is not None, "text": progress(own)})


@login_required
@require_POST
def told(request, pk):
    recording = _watchable(request, pk)
    watching.tell_watched(person=request.user, recording=recording)
    return redirect(recording)


def _captions_changed(request, pk):
    return Caption.objects.filter(pk=pk).values_list("changed_at", flat=True).first()


@login_required
@require_safe
@condition(last_modified_func=_captions_changed)
def captions(request, pk):
    caption = _found_captions(request, pk)
    return HttpResponse(caption.text, content_type="text/vtt; charset=utf-8")


@login_required
@require_safe
def transcript(request, pk):
    caption = _found_captions(request, pk)
    return render(
        request,
        "lectures/transcript.html",
        {
            "caption": caption,
            "recording": caption.recording,
            "paragraphs": made_transcript(caption.text),
            "trail": [
                *trail_to(caption.recording.theme),
                {"url": caption.recording.get_absolute_url(), "label": caption.recording.title},
            ],
        },
    )


def progress(own):
    """ "Watched 12 min / 40 min", or that it is done."""
    if own.finished_at:
        return _("Watched")
    return _("Watched %(covered)s of %(length)s") % {
        "covered": length(own.covered),
        "length": length(own.recording.duration),
    }


def _goes_on(own):
    """Whether going on from where one left makes sense: not at the beginning, not at the end."""
    return 5 < own.position < (own.recording.duration or 0) - 5


def _fragment(request, own):
    """Where the player begins: at the time of a link into the text, or where one left."""
    try:
        start = _number(request.GET.get("t", ""))
    except ValueError:
        start = own.position if own and _goes_on(own) else 0
    return f"#t={start:g}" if start else ""


def _found(request, pk):
    recordings = Recording.objects.visible_to(request.user).select_related("theme__programme")
    return get_object_or_404(recordings, pk=pk)


def _watchable(request, pk):
    recording = _found(request, pk)
    require(request.user, "lectures.watch", recording)
    if not recording.file:
        raise Http404
    return recording


def _found_captions(request, pk):
    captions = Caption.objects.filter(recording__in=Recording.objects.visible_to(request.user))
    caption = get_object_or_404(captions.select_related("recording__theme__programme"), pk=pk)
    require(request.user, "lectures.watch", caption.recording)
    return caption


def _pair(text):
    start, _dash, end = text.partition("-")
    return [_number(start), _number(end)]


def _number(text):
    """A finite number not below zero, or ValueError."""
    number = float(text)
    if not math.isfinite(number) or number < 0:
        raise ValueError(text)
    return number
