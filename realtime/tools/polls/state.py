"""Polls in a room's state: every run, one's own answers, and for coaches the theme's library."""

from realtime.log import moment
from realtime.models import Event
from realtime.tools.polls.events import question_of
from realtime.tools.polls.models import Poll, PollRun


def state(room, view):
    told = {"polls": [run_state(run) for run in PollRun.objects.filter(room=room)]}
    if view == "coach":
        prepared = Poll.objects.filter(theme=room.session.theme_id) if room.session.theme_id else ()
        told["library"] = [{"poll": poll.pk, **question_of(poll)} for poll in prepared]
    return told


def owns(room_id, people):
    """Of each, ``mine`` is {run: choice}, from the log; an anonymous answer is None, told to nobody."""
    audiences = {f"person:{person_id}": person_id for person_id in people}
    told = {person_id: {"mine": {}} for person_id in people}
    answers = Event.objects.filter(room_id=room_id, audience__in=audiences, kind="poll.answered").order_by("seq")
    for audience, payload in answers.values_list("audience", "payload"):
        told[audiences[audience]]["mine"][str(payload["run"])] = payload["choice"]
    return told


def run_state(run):
    return {
        "run": run.pk,
        "poll": run.poll_id,
        **question_of(run),
        "state": "open" if run.is_open else "closed",
        "revealed": run.revealed,
        "opened": moment(run.opened_at),
        "closed": moment(run.closed_at),
    }
