"""How a browser is known to be a guest's: a pass kept in its session, good for the pages of that one room only.

Everywhere else, and without the pass, it is nobody's. Who is logged in and
may enter by their own right comes in as themself.
"""

from importlib import import_module

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching.programmes.models import Session
from realtime.tools.guests.models import Guest

PASSES = "guest_passes"
ENDED = _("The host has ended your visit. Thank you for coming.")
CLOSED = _("The door for guests is closed now. Ask the host to open it.")


def keep_pass(request, guest):
    """Remember in this browser that it is this guest's."""
    request.session[PASSES] = {**request.session.get(PASSES, {}), str(guest.room.session_id): guest.pk}


def passes_of(login):
    """The passes kept under the key of a browser's session."""
    return import_module(settings.SESSION_ENGINE).SessionStore(session_key=login).get(PASSES)


def guest_of(passes, session_id):
    """The guest whom these passes name for the session; None when there is none. They may be waiting, or gone."""
    number = (passes or {}).get(str(session_id))
    if number is None:
        return None
    return Guest.objects.select_related("person", "room__guest_door", "room__session").filter(pk=number).first()


def turned_away(request, session, message, door=None):
    """A polite no; ``door`` only for somebody who has its code: a new one is not told to who was sent away."""
    context = {"door": door, "session": session, "message": message}
    return render(request, "realtime/guests/turned_away.html", context, status=409)


def enters_as_oneself(user, session_id):
    return user.is_authenticated and Session.objects.visible_to(user).filter(pk=session_id).exists()


class GuestMiddleware:
    """In the pages of a room, and there only, a guest with a pass is ``request.user``."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match.namespace != "realtime" or "place" not in kwargs:
            return None
        guest = guest_of(request.session.get(PASSES), kwargs["place"].session)
        if guest is None or enters_as_oneself(request.user, kwargs["place"].session):
            return None
        if not guest.is_staying:
            return turned_away(request, guest.room.session, ENDED if guest.gone_at else CLOSED)
        if not guest.let_in_at:
            return redirect(reverse("guests:door", args=[guest.room.guest_door.code]))
        request.user = guest.person
        return None
