"""What the live rooms put on other pages."""

from django.urls import reverse

from coaching.journal.mix import duration
from realtime.attendance import stays_in_all
from realtime.models import PollRun, Room
from realtime.tools.polls.afterwards import open_to
from realtime.tools.polls.state import library_of, run_state
from realtime.tools.polls.tallies import tallies
from realtime.views.plain import plain_run


def door(request, session):
    """The way into a session's room, for those who may enter it; a lecture's only once somebody has been there."""
    if not request.user.has_perm("realtime.enter", session):
        return None
    if session.kind == session.Kind.LECTURE and not Room.objects.filter(session=session, group=None).exists():
        return None
    return {"session": session, "is_on": session.is_on, "url": reverse("realtime:room", args=[session.pk])}


def time_in_room(request, session):
    """For coaches: how many have been in the session's room, and for how long in all."""
    if not request.user.has_perm("realtime.run", session):
        return None
    told = stays_in_all(session)
    return {**told, "time": told["minutes"] and duration(told["minutes"])} if told["people"] else None


def polls_of_theme(request, theme):
    """The library for coaches; what closed runs came to, and what stands open afterwards, for everybody there."""
    coach = request.user.has_perm("realtime.prepare", theme)
    prepared = [_prepared(poll) for poll in library_of(theme.pk)] if coach else []
    takes_part = request.user.has_perm("programmes.take_part", theme)
    if not coach and not takes_part:
        return None
    rooms = list(Room.objects.visible_to(request.user).filter(session__theme=theme).select_related("session"))
    closed = PollRun.objects.filter(room__in=rooms, closed_at__isnull=False).select_related("room__session")
    results = _results(closed) if takes_part else []
    left = [run for run in open_to(request.user, rooms) if request.user.has_perm("realtime.vote", run.room.session)]
    if not (coach or results or left):
        return None
    return {"theme": theme, "coach": coach, "prepared": prepared, "results": results, "afterwards": left}


def _prepared(poll):
    return {"poll": poll.pk, "question": poll.question, "kind": poll.get_kind_display()}


def _results(runs):
    """As the projector would show them: the same for everybody, and nothing that only coaches see."""
    runs = list(runs)
    tally = tallies(runs)
    return [
        {
            **plain_run(run_state(run), tally[run.pk].told_to("projector"), {}),
            "held": run.opened_at,
            "afterwards": run.follows_id is not None,
            "session": run.room.session.title,
        }
        for run in reversed(runs)
        if tally[run.pk].is_public()
    ]
