"""A room's state for one viewer, as somebody who comes in gets it: the same that all events so far add up to."""

from realtime.kinds import question_of
from realtime.log import moment, who
from realtime.models import Event, Message, Poll, PollRun, Room
from realtime.people import shown_names

LAST_MESSAGES = 100
READINGS = 4


def shared_state(room_id, view):
    """(seq, state) of what everybody with this view sees alike.

    Read again when the log grew meanwhile. In a room that never rests the
    last reading stands: what is both in the state and in the events that
    follow is put in its place twice, which changes nothing.
    """
    room = Room.objects.select_related("session__programme").get(pk=room_id)
    for _attempt in range(READINGS):
        seq = room.seq
        state = _read(room, view)
        room.refresh_from_db(fields=["seq"])
        if room.seq == seq:
            break
    return seq, state


def _read(room, view):
    polls = [run_state(run) for run in PollRun.objects.filter(room=room)]
    if view == "projector":
        return {"polls": polls}
    messages, earlier = messages_before(room, room.seq + 1)
    state = {"messages": messages, "earlier": earlier, "polls": polls}
    if view == "coach":
        prepared = Poll.objects.filter(theme=room.session.theme_id) if room.session.theme_id else ()
        state["library"] = [{"poll": poll.pk, **question_of(poll)} for poll in prepared]
    return state


def own_answers(room_id, person_id):
    """{run: choice} of one person, from the log; an anonymous answer is None, told to nobody."""
    own = Event.objects.filter(room_id=room_id, audience=f"person:{person_id}", kind="poll.answered").order_by("seq")
    return {str(payload["run"]): payload["choice"] for payload in own.values_list("payload", flat=True)}


def messages_before(room, seq, *, most=LAST_MESSAGES):
    """(the last messages before a seq, whether there are earlier ones still)."""
    newest = list(Message.objects.filter(room=room, seq__lt=seq).order_by("-seq")[: most + 1])
    names = shown_names(room.session, {message.person_id for message in newest}) if newest else None
    told = [message_state(room, message, names) for message in reversed(newest[:most])]
    return told, len(newest) > most


def message_state(room, message, names):
    return {
        "seq": message.seq,
        "at": moment(message.at),
        **who(room, message.person_id, names),
        "coach": message.by_coach,
        "text": message.text,
    }


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
