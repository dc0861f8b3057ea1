"""A session's page, being there, and its calendar files."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.programmes import actions
from coaching.programmes.calendar import calendar
from coaching.programmes.models import Attendance, Session

TOLD_AFTERWARDS = timedelta(days=14)
"""How long after a session one may still say that one was there."""


def find(request, key, session_key):
    return get_object_or_404(
        Session.objects.visible_to(request.user).select_related("programme", "theme"),
        programme__key=key,
        key=session_key,
    )


@login_required
def session(request, key, session_key):
    session = find(request, key, session_key)
    context = {
        "session": session,
        "attendance": Attendance.objects.filter(session=session, person=request.user).first(),
        "takes_part": request.user.has_perm("programmes.attend", session),
        "may_tell": may_tell(session),
        "has_begun": bool(session.starts_at) and session.starts_at <= timezone.now(),
    }
    return render(request, "programmes/session.html", context)


def may_tell(session):
    """Whether one may still say that one is, or was, there."""
    now = timezone.now()
    return bool(
        session.starts_at
        and session.starts_at - timedelta(minutes=15) <= now <= (session.ends_at or session.starts_at) + TOLD_AFTERWARDS
    )


@login_required
@require_POST
def attend(request, key, session_key):
    """Note that the person is or was there."""
    session = find(request, key, session_key)
    require(request.user, "programmes.attend", session)
    if not may_tell(session):
        raise Refused("attendance_closed", _("This session has not begun, or it is too long ago. Ask your coach."))
    actions.attend(person=request.user, session=session, source=Attendance.Source.SELF)
    messages.success(request, _("Noted: you were there."))
    return redirect(session)


@login_required
def session_ics(request, key, session_key):
    return ics(request, [find(request, key, session_key)], session_key)


@login_required
def theme_ics(request, key, theme_key):
    sessions = Session.objects.visible_to(request.user).filter(programme__key=key, theme__key=theme_key)
    return ics(request, sessions.select_related("programme"), theme_key)


def ics(request, sessions, name):
    body = calendar(sessions, address=lambda session: request.build_absolute_uri(session.get_absolute_url()))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
