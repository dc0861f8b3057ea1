"""The projector's page: large, without names, for whoever has the link."""

import segno
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from realtime.admission import Admission, admit_projector
from realtime.models import Room
from realtime.views.arrival import frames_for
from realtime.views.plain import page_values


def projector(request, token):
    admission = admit_projector(token)
    if not isinstance(admission, Admission):
        raise Http404
    room = Room.objects.select_related("session").get(pk=admission.room_id)
    join_address = request.build_absolute_uri(reverse("realtime:room", args=[room.session_id]))
    frames = frames_for(admission)
    context = page_values(frames) | {
        "session": room.session,
        "frames": frames,
        "socket_url": f"/ws/valkokangas/{token}/",
        "join_address": join_address,
        "qr": _qr(join_address),
    }
    response = render(request, "realtime/projector.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


def _qr(text):
    """An SVG with no styles of its own, so that the page's policy lets it through."""
    return mark_safe(
        segno.make(text, error="m").svg_inline(scale=8, svgclass=None, lineclass=None, border=2, omitsize=True)
    )
