"""Letting somebody into a room: who they are there, and what they have missed of their own."""

from dataclasses import dataclass

from groups.access import visible_sessions
from realtime.access import standing_inside
from realtime.hub.presence import Present
from realtime.hub.room import Visitor
from realtime.limits import LIMITS
from realtime.log import moment
from realtime.models import Room
from realtime.people import handle, shown_names
from realtime.projector import room_of
from realtime.rooms import enter
from realtime.toolbox import own_state

PROTOCOL = 1
NOT_ALLOWED = 4403
NO_ROOM = 4404


@dataclass(frozen=True)
class Admission:
    """What a connection needs before its first frame. A projector has no visitor."""

    room_id: int
    view: str
    session: dict
    visitor: Visitor | None = None
    own: dict | None = None

    def hello(self, seq):
        """The first frame, as data."""
        told = {
            "protocol": PROTOCOL,
            "room": self.room_id,
            "view": self.view,
            "seq": seq,
            "beat": LIMITS.beat,
            "session": self.session,
        }
        if self.visitor:
            told["me"] = {"who": self.visitor.present.who, "name": self.visitor.present.name}
        return {"hello": told}


def admit(user, session_id, language):
    """Admission for a signed-in person, or the code to close with."""
    session = visible_sessions(user).select_related("programme").filter(pk=session_id).first()
    return NO_ROOM if session is None else admit_to(enter(session=session), user, language)


def admit_to(room, user, language):
    """Admission to a room the user can see, or the code to close with."""
    session = room.session
    standing = standing_inside(user, session)
    if standing is None:
        return NOT_ALLOWED
    name = shown_names(session, [user.pk])[user.pk]
    present = Present(user.pk, handle(room.pk, user.pk), name, standing.coach)
    visitor = Visitor(present, language or user.language, standing)
    return Admission(room.pk, standing.view, _told(session), visitor, own_state(room.pk, user.pk))


def admit_projector(token):
    room = Room.objects.select_related("session").filter(pk=room_of(token)).first()
    return NOT_ALLOWED if room is None else Admission(room.pk, "projector", _told(room.session))


def _told(session):
    return {"title": session.title, "starts": moment(session.starts_at), "ends": moment(session.ends_at)}
