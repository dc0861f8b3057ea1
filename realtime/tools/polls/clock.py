"""The time to answer, by the server's clock: giving more or less of it, and closing when it has run out."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import moment, writing
from realtime.tools.polls.actions import close, open_run
from realtime.tools.polls.models import ON_ITS_WAY, PollRun

LONGEST = 3600


def give_time(*, by, room, run, seconds, deed_id=None):
    """Let the run take answers for so many seconds from now; 0 is until somebody closes it."""
    if seconds > LONGEST:
        raise Refused("too_long", _("An hour is the longest time to answer."))
    with writing(room.pk) as log:
        run = open_run(log, room, run)
        run.closes_at = log.at + timedelta(seconds=seconds) if seconds else None
        run.save(update_fields=["closes_at"])
        payload = {"run": run.pk, "closes": moment(run.closes_at)}
        log.append(room, "poll.timed", payload, actor=by, deed_id=deed_id)
    return run


def close_overdue_in(room_id, at):
    """What the room's own round asks for."""
    close_overdue(at, room=room_id)


def close_overdue(at, **where):
    """Close the runs whose time has run out, also when no coach is there; returns their numbers."""
    overdue = PollRun.objects.filter(closed_at__isnull=True, closes_at__lt=at - ON_ITS_WAY, **where)
    closed = []
    for run in overdue.select_related("room__session"):
        with writing(run.room_id):
            if PollRun.objects.filter(pk=run.pk, closed_at__isnull=True, closes_at=run.closes_at).exists():
                close(by=None, room=run.room, run=run.pk, afterwards=True)
                closed.append(run.pk)
    return closed
