"""The room's page, and what members do there without JavaScript."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.near_misses import warn_of_near_misses
from groups.access import subgroup_of
from realtime.access import is_guest, restraint_of, sessions_open_to
from realtime.admission import admit_to
from realtime.deeds import do_now
from realtime.projector import address_of
from realtime.rooms import room_at
from realtime.tools.chat.state import messages_before
from realtime.tools.guests import page as guests
from realtime.tools.moderation.models import Reason, Restraint
from realtime.tools.polls.forms import QuickPollForm
from realtime.tools.small_groups import page as small_groups
from realtime.tools.small_groups.tool import SMALL_GROUPS
from realtime.tools.wall.forms import NoteForm, WallForm
from realtime.video import page as video
from realtime.views.arrival import frames_for
from realtime.views.plain import (
    asked_for,
    asked_in,
    own_hand,
    page_values,
    plain_message,
    plain_mood,
    plain_questions,
    plain_script,
)
from realtime.views.stay import stay_sentence


def find(request, place):
    """The place's room for somebody who may enter it: 404 for what one cannot see, 403 for what one may not."""
    session = get_object_or_404(sessions_open_to(request.user).select_related("programme", "theme"), pk=place.session)
    require(request.user, "realtime.enter", session)
    room = room_at(place, session=session, user=request.user)
    if room is None:
        raise Http404
    return room


@login_required
def room(request, place):
    """The room; ``?before=<seq>`` shows earlier messages. Whoever has been removed is told so politely."""
    seen = sessions_open_to(request.user).select_related("programme").filter(pk=place.session).first()
    if seen is not None and restraint_of(request.user, seen) == Restraint.What.REMOVED:
        return render(request, "realtime/removed.html", {"session": seen}, status=403)
    return room_page(request, find(request, place))


def room_page(request, room, *, status=200, **extra):
    """The page with this viewer's frames; ``extra`` has what a refused form brings back."""
    admission = admit_to(room, request.user, None)
    frames = frames_for(admission)
    values = page_values(frames)
    if values["run"] and values["run"]["run"] == extra.get("typed_for"):
        values["run"]["asked"] = asked_for(asked_in(values["run"]), typed=request.POST)
    values |= _of_everybody(request, room, admission, values) | _talk(request, room, admission, values)
    if admission.view == "coach":
        values |= _of_coach(request, room, values)
    values |= {"frames": frames, **extra}
    answer = render(request, "realtime/room.html", values, status=status)
    return video.with_frame(answer) if values["video"] else answer


def _of_everybody(request, room, admission, values):
    """What the page asks of the room for whoever looks, beside their frames."""
    session, may_run = room.session, admission.view == "coach"
    return {
        "room": room,
        "session": session,
        "programme": session.programme,
        "subgroup": subgroup_of(session),
        "may_run": may_run,
        "may_vote": "realtime.vote" in admission.visitor.standing.allowed,
        "video": video.offer(session),
        "socket_url": f"/ws/huone/{room.place}/",
        "deed_id": str(uuid4()),
        "reasons": Reason.choices,
        "own_stay": stay_sentence(request.user, room),
        "group_deeds": tuple(SMALL_GROUPS.deeds),
        "note_form": NoteForm(),
        **small_groups.plain_groups(values["state"], values["me"]),
        **plain_mood(values["tick"]),
        **own_hand(values["state"], values["me"]),
        **plain_questions(values["state"], values["tick"], may_run),
    }


def _of_coach(request, room, values):
    """What only coaches have on the page."""
    return {
        "projector_url": address_of(request, room),
        "quick_form": QuickPollForm(auto_id="quick_%s"),
        "wall_form": WallForm(),
        **plain_script(values["state"]),
        **guests.for_coach(request, room.session),
        **small_groups.for_coach(request.user, room.session),
        **small_groups.plain_beside(values["state"], values["tick"]),
    }


def _talk(request, room, admission, values):
    """The messages before a seq, where the address asks for them, and the way to earlier ones."""
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) <= 15:
        return _earlier_messages(room, admission, int(before))
    return {"older_url": _before(room, values["messages_shown"])} if values["state"]["earlier"] else {}


def _earlier_messages(room, admission, seq):
    told, more = messages_before(room, seq)
    me = {"who": admission.visitor.present.who}
    shown = [plain_message(message, me) for message in told]
    return {"messages_shown": shown, "older_url": _before(room, shown) if more else None}


def _before(room, messages):
    return f"{room.get_absolute_url()}?before={messages[0]['seq']}" if messages else None


@login_required
@require_POST
def say(request, place):
    room = find(request, place)
    text = request.POST.get("text", "")
    try:
        do_now("say", by=request.user, room=room, given={"text": text}, deed_id=deed_id_of(request))
    except Refused as refusal:
        return room_page(request, room, status=422, refusal=refusal.message, unsent_text=text)
    warn_of_near_misses(request, text)
    return redirect(f"{room.get_absolute_url()}#say-text")


@login_required
@require_POST
def vote(request, place):
    room = find(request, place)
    run = number(request.POST.get("run"))
    try:
        given = {"run": run, "answer": answer_in(request.POST, get_object_or_404(room.runs, pk=run))}
        do_now("vote", by=request.user, room=room, given=given)
    except Refused as refusal:
        return room_page(request, room, status=422, vote_refusal=refusal.message, typed_for=run)
    return redirect(f"{room.get_absolute_url()}#poll-question")


def answer_in(data, run):
    """The answer a plain form holds, as its kind reads it."""
    answer = run.kind_of.from_form(run, data, "a")
    if answer is None:
        raise Refused("empty", _("Answer first."))
    return answer


@login_required
@require_POST
def leave(request, place):
    """Back to the session's page, a guest to a word of thanks; the socket closes with the room's page."""
    room = find(request, place)
    return redirect(guests.way_out(room) if is_guest(request.user, room.session) else room.session)


@login_required
@require_safe
def stay(request, place):
    """How long one has been here: the sentence alone, for the page's own script."""
    return HttpResponse(stay_sentence(request.user, find(request, place)), content_type="text/plain; charset=utf-8")


def number(text):
    """A number from a form's field; what is none was not sent by the page."""
    if not (text or "").isdecimal() or len(text) > 15:
        raise Http404
    return int(text)


def deed_id_of(request):
    try:
        return UUID(request.POST.get("deed_id", ""))
    except ValueError:
        return None
