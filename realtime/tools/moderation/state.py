"""The rule for everybody, what waits and who is restrained for coaches, and what is one's own."""

from realtime.log import moment, who
from realtime.models.rooms import Room
from realtime.people import shown_names
from realtime.tools.moderation.models import HeldMessage, Restraint


def state(room, view):
    if view == "projector":
        return {}
    told = {"holds": room.holds}
    if view == "coach":
        held = list(HeldMessage.objects.filter(room=room, reason=""))
        restrained = list(Restraint.objects.filter(room__session=room.session_id))
        people = {one.person_id for one in [*held, *restrained]}
        names = shown_names(room.session, people) if people else None
        told["held"] = [{**who(room, one.person_id, names), **_held(one)} for one in held]
        told["restrained"] = [{**who(room, one.person_id, names), "what": one.what} for one in restrained]
    return told


def owns(room_id, people):
    """What waits of each one's own messages or was not let in, and whether they are restrained."""
    told = {person_id: {"waiting": [], "restraint": None} for person_id in people}
    for one in HeldMessage.objects.filter(room=room_id, person__in=people):
        told[one.person_id]["waiting"].append({**_held(one), "reason": one.reason})
    session = Room.objects.filter(pk=room_id).values("session")
    for one in Restraint.objects.filter(room__session__in=session, person__in=people):
        told[one.person_id]["restraint"] = one.what
    return told


def _held(one):
    return {"held": one.seq, "at": moment(one.at), "text": one.text}
