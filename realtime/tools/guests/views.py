"""From the code to the room: two questions at most, and no account."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from coaching.accounts import throttle
from coaching.core.errors import Refused
from realtime.tools.guests import actions
from realtime.tools.guests.entry import CLOSED, ENDED, PASSES, enters_as_oneself, guest_of, keep_pass, turned_away
from realtime.tools.guests.forms import CodeForm, NicknameForm
from realtime.tools.guests.models import GuestDoor

THROTTLED = "guest_code"


@never_cache
def ask_code(request):
    """Type the code of an event."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        door = _door(request, form.cleaned_data["code"])
        return redirect("guests:door", door.code) if door else _wrong_code(request, form)
    return render(request, "realtime/guests/code.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
def door(request, code):
    """The door a code opens: members come in as themselves, others with a nickname, and may have to wait here."""
    found = _door(request, code)
    if found is None:
        return _wrong_code(request, CodeForm({"code": code[:12]}))
    session = found.room.session
    if enters_as_oneself(request.user, session.pk):
        return _into(request, found.room)
    guest = guest_of(request.session.get(PASSES), session.pk)
    if guest and (guest.gone_at or guest.is_staying):
        return _for_known(request, found, guest)
    if not found.takes_guests:
        return _turned_away(request, found, CLOSED)
    return _ask_nickname(request, found)


@never_cache
def left(request, code):
    """A word of thanks, and the way back."""
    found = _door(request, code)
    if found is None:
        return _wrong_code(request, CodeForm({"code": code[:12]}))
    return render(request, "realtime/guests/left.html", {"door": found, "session": found.room.session})


def _for_known(request, found, guest):
    """Where a guest with a pass is now: in, waiting, or sent away. The waiting page asks here again and again."""
    if guest.gone_at:
        return _turned_away(request, found, ENDED)
    if guest.let_in_at:
        return _into(request, guest.room)
    if request.htmx:
        return HttpResponse(status=204)
    context = {"door": found, "session": found.room.session, "name": guest.person.display_name}
    return render(request, "realtime/guests/waiting.html", context)


def _ask_nickname(request, found):
    form = NicknameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _come_in(request, found, form.cleaned_data["nickname"])
        except Refused as refusal:
            form.add_error("nickname", refusal.message)
    context = {"door": found, "session": found.room.session, "form": form}
    return render(request, "realtime/guests/door.html", context, status=422 if form.errors else 200)


def _come_in(request, found, nickname):
    if throttle.is_one_guest_too_many(request):
        raise Refused("too_many_guests", throttle.TOO_MANY_GUESTS)
    guest = actions.come_in(door=found, nickname=nickname, language=get_language())
    keep_pass(request, guest)
    return redirect("guests:door", found.code)


def _into(request, room):
    """To the question that is on, if there is one."""
    address = f"{room.get_absolute_url()}#poll-question"
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _turned_away(request, found, message):
    if request.htmx:
        return HttpResponseClientRefresh()
    return turned_away(request, found.room.session, message, door=found)


def _door(request, code):
    """The door of the code; while too many wrong ones come, only for those who have been through it already."""
    found = GuestDoor.objects.with_code(code)
    known = found is not None and guest_of(request.session.get(PASSES), found.room.session_id)
    return found if known or not _is_blocked(request) else None


def _is_blocked(request):
    return throttle.is_blocked(request, THROTTLED, of_address=throttle.TRIES_AT_A_DOOR)


def _wrong_code(request, form):
    """The code again, with a sentence; wrong ones are counted, and after ten no code is looked at."""
    form.is_valid()
    if _is_blocked(request):
        form.add_error(None, throttle.TOO_MANY)
        return render(request, "realtime/guests/code.html", {"form": form}, status=429)
    throttle.note_wrong_try(request, THROTTLED)
    form.add_error("code", _("There is no event with this code. Check each sign."))
    return render(request, "realtime/guests/code.html", {"form": form}, status=404)
