"""What the live rooms put on other pages."""

from django.urls import reverse

from coaching.journal.mix import duration
from realtime.attendance import stays_in_all
from realtime.models import PollRun, Room
from realtime.tools.polls.afterwards import open_to
from realtime.tools.polls.state import library_of, run_state
from realtime.tools.polls.tallies import tallies
from realtime.tools.small_groups.finding import groups_read_by
from realtime.tools.wall.panels import shown_walls
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
    results = _results(rooms) if takes_part else []
    left = _left_to(request.user, rooms)
    if not (coach or results or left):
        return None
    return {"theme": theme, "coach": coach, "prepared": prepared, "results": results, "afterwards": left}


def polls_missed(request, _subject):
    """Polls of digikahvit the person could not answer in the room, and may still answer."""
    left = _left_to(request.user, Room.objects.visible_to(request.user))
    waiting = [run for run in left if not run.given]
    return {"afterwards": waiting} if waiting else None


def left_by_session(request, session):
    """What polls came to, walls, and small groups' notes: the same as in the room and on the theme's page."""
    if not request.user.has_perm("realtime.enter", session):
        return None
    rooms = Room.objects.visible_to(request.user).filter(session=session)
    left = {
        "results": _results(rooms),
        "walls": shown_walls(rooms),
        "groups": list(groups_read_by(request.user, session)),
    }
    return {**left, "coach": request.user.has_perm("realtime.run", session)} if any(left.values()) else None


def _left_to(person, rooms):
    return [run for run in open_to(person, rooms) if person.has_perm("realtime.vote", run.room.session)]


def _prepared(poll):
    return {"poll": poll.pk, "question": poll.question, "kind": poll.get_kind_display()}


def _results(rooms):
    """As the projector would show them: the same for everybody, and nothing that only coaches see."""
    closed = PollRun.objects.filter(room__in=rooms, closed_at__isnull=False)
    runs = list(closed.select_related("room__session"))
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
