"""Who has the floor and who waits, in the order in which they come. A projector shows no names."""

from realtime.log import moment, who
from realtime.people import shown_names
from realtime.tools.queue.models import Turn


def state(room, view):
    if view == "projector":
        return {}
    turns = list(Turn.objects.filter(room=room, ended_at__isnull=True))
    names = shown_names(room.session, {turn.person_id for turn in turns}) if turns else None
    told = [(turn, {**who(room, turn.person_id, names), "turn": turn.pk, "spoken": turn.spoken}) for turn in turns]
    floor = [{**one, "since": moment(turn.given_at)} for turn, one in told if turn.given_at]
    return {"queue": [one for turn, one in told if not turn.given_at], "floor": floor[0] if floor else None}
