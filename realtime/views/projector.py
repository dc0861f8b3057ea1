"""The projector's page: large, without names, for whoever has the link."""

import segno
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coaching.core.access import require
from realtime.admission import Admission, admit_projector
from realtime.models import Room
from realtime.projector import address_of, room_of
from realtime.tools.guests.page import way_in
from realtime.views.arrival import frames_for
from realtime.views.plain import page_values
from realtime.views.room import find


def projector(request, token):
    admission = admit_projector(token)
    if not isinstance(admission, Admission):
        raise Http404
    room = Room.objects.select_related("session").get(pk=admission.room_id)
    frames = frames_for(admission)
    context = page_values(frames) | {
        "session": room.session,
        "frames": frames,
        "token": token,
        "socket_url": f"/ws/valkokangas/{token}/",
        "join_address": request.build_absolute_uri(room.get_absolute_url()),
        "guest_address": request.build_absolute_uri(reverse("guests:code")),
        "qr_url": reverse("realtime:qr", args=[token]),
    }
    return _private(render(request, "realtime/projector.html", context))


@login_required
@require_safe
def link(request, place):
    """The address as it is now, alone, for a coach's page whose own is of another link; 404 when there is none."""
    room = find(request, place)
    require(request.user, "realtime.run", room.session)
    if room.group_id or not room.screen_on:
        raise Http404
    return _private(HttpResponse(address_of(request, room), content_type="text/plain; charset=utf-8"))


def qr(request, token):
    """The QR code of the way in as it is now, for whoever has the projector's link."""
    room = room_of(token, Room.objects.select_related("guest_door"))
    if room is None:
        raise Http404
    picture = segno.make(way_in(request, room), error="m").svg_inline(scale=8, border=2, omitsize=True)
    drawn = picture.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return _private(HttpResponse(drawn, content_type="image/svg+xml"))


def _private(response):
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
