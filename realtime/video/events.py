"""What the video server tells of who came and went, counted into the same minutes as the room's own presence.

The server's plugin gives its messages no number and sends one again when it
had no answer. Minutes are a set, so the same message twice, or a talk seen by
the room as well, adds nothing.
"""

from realtime.attendance import was_there
from realtime.models import VideoPerson, VideoRoom

LONGEST = 12 * 60  # minutes: a clock that is wrong must not make days of it
MOST_PEOPLE = 5_000


def note(event, *, now):
    """Count a message of the plugin event_sync; ``now`` is seconds since 1970. ValueError when it is none."""
    if not isinstance(event, dict) or not isinstance(event.get("room_name"), str):
        raise ValueError("not an event")
    stays = _stays(event)
    place = VideoRoom.objects.select_related("room__session__programme").filter(name=event["room_name"].lower()).first()
    if place is None or not stays:
        return
    numbers = {number for number, _from, _until in stays}
    known = VideoPerson.objects.filter(room=place.room, number__in=numbers).values_list("number", "person_id")
    people = dict(known)
    minutes = {}
    for number, came, went in stays:
        if number in people:
            minutes.setdefault(people[number], set()).update(_minutes(came, went, now))
    was_there(room=place.room, minutes=minutes)


def _stays(event):
    """(number, came, went) of those who have left, in seconds; who came only is counted when they go."""
    occupants = event.get("all_occupants", [event["occupant"]] if "occupant" in event else [])
    if not isinstance(occupants, list) or len(occupants) > MOST_PEOPLE:
        raise ValueError("not a list of people")
    ended = event.get("destroyed_at")
    told = [_stay(occupant, ended) for occupant in occupants]
    return [stay for stay in told if stay]


def _stay(occupant, ended):
    if not isinstance(occupant, dict):
        raise ValueError("not a person")
    number, came, went = occupant.get("id"), occupant.get("joined_at"), occupant.get("left_at", ended)
    if number is None or went is None:
        return None
    if not isinstance(number, str) or type(came) is not int or type(went) is not int:
        raise ValueError("not a stay")
    return number, came, went


def _minutes(came, went, now):
    last = min(went, int(now)) // 60
    return range(max(came // 60, last - LONGEST), last + 1)
