"""The page's way to a pass, and the video server's way to tell who was there."""

import json
import time

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from realtime.video import events
from realtime.video.passes import frame_config, is_offered, let_in
from realtime.views.room import find


@login_required
@never_cache
@require_POST
def video_pass(request, place):
    """A new pass into the room's own video: a small group has its own, aside from the session's."""
    room = find(request, place)
    return pass_for(request, room.main, aside=str(room.place.group or ""))


def pass_for(request, room, *, aside=""):
    """A pass as JSON, for a room (or a small group's own, ``aside``) that the asker is known to be let into."""
    if not is_offered(room.session):
        raise Http404
    coach = request.user.has_perm("realtime.run", room.session)
    found = let_in(person=request.user, room=room, coach=coach, aside=aside)
    config = frame_config(room.session, coach, get_language())
    return JsonResponse({"address": found.address, "token": found.token, "seconds": found.seconds, "config": config})


@csrf_exempt
@require_POST
def hear(request, about):
    """A message of the video server's plugin; 204 also when it speaks of a room that is not ours."""
    if not settings.JITSI_EVENTS_SECRET:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.JITSI_EVENTS_SECRET}"):
        return HttpResponse(status=401)
    try:
        events.note(json.loads(request.body), now=time.time())
    except ValueError:
        return HttpResponse(status=400)
    return HttpResponse(status=204)
