"""What of a room's log each view hears, and telling it to many connections at once."""

from coaching.core.compact import dumps, loads
from realtime.hub import frames
from realtime.kinds import KINDS

HEARD = {"coach": {"everyone", "coaches"}, "member": {"everyone"}, "projector": {"everyone"}}


def send_all(links, text):
    frame = frames.framed(text)
    for link in links:
        link.send(text, frame)


def hears(view, line):
    if view == "projector":
        return line.audience == "everyone" and line.kind in KINDS and KINDS[line.kind].projected
    return line.audience in HEARD[view]


def told_to(view, line):
    """The line as this view is sent it: on a projector without who and name."""
    if view != "projector" or not (KINDS[line.kind].tells_who or KINDS[line.kind].names):
        return line
    event = loads(line.text)
    event["data"] = _without_people({key: event["data"][key] for key in event["data"].keys() - {"who", "name"}})
    return line._replace(text=dumps(event))


def _without_people(told):
    """Without whatever in it is a person."""
    if isinstance(told, list):
        return [_without_people(one) for one in told if not (isinstance(one, dict) and "who" in one)]
    if not isinstance(told, dict):
        return told
    return None if "who" in told else {key: _without_people(value) for key, value in told.items()}
