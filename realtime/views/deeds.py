"""Deeds of a page that is cut off from WebSockets: plain requests with the frames a socket would carry."""

import logging
from time import monotonic

from django.db import OperationalError
from django.db.utils import InterfaceError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from coaching.core.errors import Refused
from realtime.access import sessions_open_to, standing_inside
from realtime.asking import NOT_KNOWN, deed_of, frame_of, id_of, too_fast
from realtime.closing import CLOSE_CODES
from realtime.deeds import do_together, failed, paces
from realtime.hub import frames
from realtime.limits import LIMITS
from realtime.rooms import room_at

log = logging.getLogger("digikahvit.realtime")


@require_POST
def do_all(request, place):
    """``{"deeds": [{"do": …, "id": …}, …]}``, done in one transaction; an ack or a refusal for each comes back."""
    if request.content_type != "application/json":
        return HttpResponse(status=415)
    if not request.user.is_authenticated:
        return _answer([], CLOSE_CODES["signed_out"])
    if len(request.body) > LIMITS.frame_bytes * LIMITS.deeds_a_request:
        return _answer([], CLOSE_CODES["too_big"])
    session = sessions_open_to(request.user).select_related("programme").filter(pk=place.session).first()
    room = session and room_at(place, session=session, user=request.user)
    if room is None:
        return _answer([], CLOSE_CODES["no_room"])
    standing = standing_inside(request.user, session)
    if standing is None:
        return _answer([], CLOSE_CODES["not_allowed"])
    asked = (frame_of(request.body) or {}).get("deeds")
    if not _are_frames(asked):
        return _answer([frames.refused(None, "bad_frame", str(NOT_KNOWN))])
    return _answer(_do(asked, standing, room))


def _are_frames(asked):
    if not isinstance(asked, list) or len(asked) > LIMITS.deeds_a_request:
        return False
    return all(isinstance(frame, dict) for frame in asked)


def _do(asked, standing, room):
    """The answers, in the order of what was asked."""
    answers, deeds = {}, {}
    for place, frame in enumerate(asked):
        try:
            if not paces.take(standing.person.pk, monotonic()):
                raise too_fast()
            deeds[place] = deed_of(frame, standing, room.pk)
        except Refused as refusal:
            answers[place] = frames.refused(id_of(frame), refusal.code, str(refusal.message))
    for (place, deed), outcome in zip(deeds.items(), _outcomes(list(deeds.values())), strict=True):
        answers[place] = _told(deed.deed_id, outcome)
    return [answers[place] for place in sorted(answers)]


def _outcomes(deeds):
    try:
        return [outcome.refusal or outcome.seq for outcome in do_together(deeds)] if deeds else []
    except (OperationalError, InterfaceError):
        away = Refused("try_again", _("The server could not save this just now. It is sent again in a moment."))
        return [away] * len(deeds)
    except Exception:  # a bug that undid the whole commit: the others go through one by one, as in the writer
        if len(deeds) > 1:
            return [outcome for deed in deeds for outcome in _outcomes([deed])]
        log.exception("The deed %s failed at its commit", deeds[0].name)
        return [failed()]


def _told(deed_id, outcome):
    if isinstance(outcome, Refused):
        return frames.refused(deed_id, outcome.code, str(outcome.message))
    return frames.ack(deed_id, outcome)


def _answer(told, closed=None):
    text = f'{{"frames":[{",".join(told)}]' + ("" if closed is None else f',"closed":{closed}') + "}"
    return HttpResponse(text, content_type="application/json", headers={"Cache-Control": "no-store"})
