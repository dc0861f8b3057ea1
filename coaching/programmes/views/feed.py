"""A person's own calendar feed: its secret address, and that made anew or ended."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.accounts.models import User
from coaching.programmes.calendar import change_feed, feed_token, person_of_feed
from coaching.programmes.models import Session
from coaching.programmes.views.session import ics


def feed(request, token):
    """A person's own calendar, for calendar programs: no log-in, so the address is a secret."""
    person = person_of_feed(token, User.objects)
    if person is None:
        raise Http404
    since = timezone.now() - timedelta(days=90)
    sessions = Session.objects.visible_to(person).filter(starts_at__gte=since).select_related("programme")
    return ics(request, sessions, "digikahvit")


@login_required
def my_calendar(request):
    """How to put one's own sessions into the calendar of a phone."""
    return render(request, "programmes/my_calendar.html", {"token": feed_token(request.user)})


@login_required
@require_POST
def renew(request):
    change_feed(by=request.user, on=True)
    messages.success(request, _("This is your new address. The one before shows nothing any more."))
    return redirect("programmes:calendar")


@login_required
@require_POST
def end(request):
    change_feed(by=request.user, on=False)
    messages.success(request, _("The address shows nothing any more."))
    return redirect("programmes:calendar")
