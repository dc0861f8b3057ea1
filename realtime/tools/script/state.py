"""What is on now, for everybody; the whole running order with its texts for coaches."""

from realtime.log import moment
from realtime.tools.script.models import ScriptItem, ScriptPoint

TOLD = ("item", "title", "minutes", "opens")


def state(room, view):
    point = ScriptPoint.objects.filter(room=room).first()
    told = {"stage": point and {**point_told(point), "since": moment(point.since)}}
    if view == "coach":
        told["script"] = items_told(room.session_id)
    return told


def point_told(point):
    return {name: getattr(point, name) for name in TOLD}


def items_told(session_id):
    return [
        {
            "item": item.pk,
            "title": item.title,
            "minutes": item.minutes,
            "opens": item.opens,
            "poll": item.poll_id,
            "question": item.poll.question if item.poll else "",
            "text": item.text,
        }
        for item in ScriptItem.objects.filter(session=session_id).select_related("poll")
    ]
