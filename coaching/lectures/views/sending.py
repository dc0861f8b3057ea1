"""Sending a recording's file: whole with a form, or in pieces that go on after a break."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.lectures.actions import sending
from coaching.lectures.forms import FilmForm
from coaching.lectures.models import Recording, Upload
from coaching.lectures.views.shelf import managing


@login_required
@require_POST
def whole(request, pk):
    recording = _found(request, pk)
    form = FilmForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            sending.send_whole(by=request.user, recording=recording, file=form.cleaned_data["film"])
        except Refused as refusal:
            form.add_error("film", refusal.message)
        else:
            return redirect("lectures:manage", recording.pk)
    return managing(request, recording, status=422, film_form=form)


@login_required
@require_POST
def start(request, pk):
    """A place for the file by ``name``, ``size`` and ``changed``: where to send pieces, and from which byte on."""
    recording = _found(request, pk)
    try:
        size, changed = int(request.POST["size"]), int(request.POST.get("changed") or 0)
        name = request.POST["name"][:200]
        if not (0 <= size < 2**53 and 0 <= changed < 2**53):
            raise ValueError
    except (KeyError, ValueError):
        return _refused(Refused("no_file", _("Choose the file again: its name or size did not come along.")), 422)
    try:
        upload = sending.start(by=request.user, recording=recording, name=name, size=size, changed=changed)
    except Refused as refusal:
        return _refused(refusal, 422)
    return JsonResponse(_told(upload), status=201)


@login_required
@require_http_methods(["GET", "PUT", "DELETE"])
def upload(request, pk):
    """GET tells how much has come; PUT with ``Upload-Offset`` brings the next piece; DELETE forgets it all."""
    upload = _found_upload(request, pk)
    if request.method == "DELETE":
        sending.drop(upload=upload)
        return JsonResponse({}, status=200)
    if request.method == "PUT":
        offset = request.headers.get("Upload-Offset", "")
        data = request.read(sending.PIECE + 1)
        try:
            upload = sending.take_piece(upload=upload, offset=int(offset) if offset.isdecimal() else -1, data=data)
        except Refused as refusal:
            return _refused(refusal, 409, **_told(upload))
    return JsonResponse(_told(upload))


@login_required
@require_POST
def finish(request, pk):
    upload = _found_upload(request, pk)
    try:
        recording = sending.finish(by=request.user, upload=upload)
    except Refused as refusal:
        return _refused(refusal, 422)
    return JsonResponse({"next": reverse("lectures:manage", args=[recording.pk])})


def _told(upload):
    return {
        "url": reverse("lectures:upload", args=[upload.pk]),
        "finish": reverse("lectures:finish_upload", args=[upload.pk]),
        "received": upload.received,
    }


def _refused(refusal, status, **more):
    return JsonResponse({"code": refusal.code, "detail": str(refusal.message), **more}, status=status)


def _found(request, pk):
    recordings = Recording.objects.visible_to(request.user).select_related("theme__programme")
    recording = get_object_or_404(recordings, pk=pk)
    require(request.user, "lectures.edit", recording)
    return recording


def _found_upload(request, pk):
    uploads = Upload.objects.filter(recording__in=Recording.objects.visible_to(request.user))
    found = get_object_or_404(uploads.select_related("recording__theme__programme"), pk=pk, person=request.user)
    require(request.user, "lectures.edit", found.recording)
    return found
