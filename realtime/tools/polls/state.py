"""Polls in a room's state: every run, one's own answers, and for coaches the theme's library."""

from realtime.log import moment
from realtime.models import Event
from realtime.tools.polls.events import prepared, question_of
from realtime.tools.polls.models import Poll, PollRun


def state(room, view):
    told = {"polls": [run_state(run) for run in PollRun.objects.filter(room=room, follows__isnull=True)]}
    if view == "coach":
        told["library"] = [prepared(poll) for poll in library_of(room.session.theme_id)]
    return told


def library_of(theme_id):
    """The theme's prepared polls; those that a newer version has replaced are not among them."""
    return Poll.objects.filter(theme=theme_id, retired=False) if theme_id else Poll.objects.none()


def owns(room_id, people):
    """Of each, ``mine`` is {run: answer}, from the log; an anonymous answer is None, told to nobody."""
    audiences = {f"person:{person_id}": person_id for person_id in people}
    told = {person_id: {"mine": {}} for person_id in people}
    answers = Event.objects.filter(room_id=room_id, audience__in=audiences, kind="poll.answered").order_by("seq")
    for audience, payload in answers.values_list("audience", "payload"):
        told[audiences[audience]]["mine"][str(payload["run"])] = payload["answer"]
    return told


def run_state(run):
    return {
        "run": run.pk,
        "poll": run.poll_id,
        **question_of(run),
        "state": "open" if run.is_open else "closed",
        "revealed": run.revealed,
        "opened": moment(run.opened_at),
        "closes": moment(run.closes_at),
        "closed": moment(run.closed_at),
    }
