"""Letting people into a room: who they are there, and what they have missed of their own.

Those who come at the same time are let in together, as deeds are committed
together: what all of them need is asked once.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from coaching.accounts.logins import people_of
from realtime.access import MEMBER, Standing, sessions_open_to, standing_inside, unrestrained_members
from realtime.closing import CLOSE_CODES
from realtime.hub.presence import Present
from realtime.hub.visitor import Visitor
from realtime.limits import LIMITS
from realtime.log import moment
from realtime.models import Room
from realtime.people import handle, shown_names
from realtime.places import Place
from realtime.projector import room_of
from realtime.rooms import room_at
from realtime.toolbox import own_states
from realtime.tools.guests.entry import guest_of, passes_of

PROTOCOL = 1


class Ask(NamedTuple):
    """Somebody at the door: the key of their log-in, the place they come to, and the language they have chosen."""

    login: str
    place: Place
    language: str | None


@dataclass(frozen=True)
class Admission:
    """What a connection needs before its first frame. A projector has no visitor, but the ``link`` it came by.

    ``own`` holds everything of the person's up to ``seq``, and perhaps more.
    """

    room_id: int
    view: str
    session: dict
    visitor: Visitor | None = None
    own: dict | None = None
    seq: int = 0
    link: str = ""

    def hello(self, seq):
        """The first frame, as data."""
        told = {
            "protocol": PROTOCOL,
            "room": self.room_id,
            "view": self.view,
            "seq": seq,
            "now": moment(timezone.now()),
            "beat": LIMITS.beat,
            "session": self.session,
        }
        if self.visitor:
            told["me"] = {"who": self.visitor.present.who, "name": self.visitor.present.name}
        return {"hello": told}


def admit_together(asks):
    """What ``admit`` says of each, in order; in few queries where they are members and nothing else."""
    people = people_of({ask.login for ask in asks})
    coming = defaultdict(dict)
    for ask in asks:
        if ask.login in people:
            coming[ask.place][people[ask.login].pk] = people[ask.login]
    rooms = {place: _Members(place, those) for place, those in coming.items()}
    otherwise = CLOSE_CODES["signed_out"]
    return [
        rooms[ask.place].admit(people[ask.login], ask) if ask.login in people else _admit_guest(ask, otherwise)
        for ask in asks
    ]


class _Members:
    """Those of the people ({id: user}) who come to a place as plain members, and what they need."""

    def __init__(self, place, people):
        self.place = place
        self.room = Room.objects.select_related("session__programme").at(place).first()
        members = unrestrained_members(self.room, people) if self.room else set()
        self.names = shown_names(self.room.session, members) if members else {}
        self.own = own_states(self.room.pk, members) if members else {}

    def admit(self, user, ask):
        if user.pk not in self.own:
            code = admit(user, self.place, ask.language)
            return _admit_guest(ask, code) if code == CLOSE_CODES["no_room"] else code
        return _admission(self.room, Standing(user, MEMBER), ask.language, self.names[user.pk], self.own[user.pk])


def admit(user, place, language):
    """Admission for a signed-in person, or the code to close with."""
    session = sessions_open_to(user).select_related("programme").filter(pk=place.session).first()
    room = session and room_at(place, session=session, user=user)
    return CLOSE_CODES["no_room"] if room is None else admit_to(room, user, language)


def _admit_guest(ask, otherwise):
    """Admission for a guest whose pass the browser keeps; the code to close with when it keeps none."""
    guest = guest_of(passes_of(ask.login), ask.place.session)
    if guest is None:
        return otherwise
    admission = admit(guest.person, ask.place, ask.language)
    return CLOSE_CODES["not_allowed"] if admission == CLOSE_CODES["no_room"] and not ask.place.group else admission


def admit_to(room, user, language):
    """Admission to a room the user can see, or the code to close with."""
    session = room.session
    standing = standing_inside(user, session)
    if standing is None:
        return CLOSE_CODES["not_allowed"]
    name, own = shown_names(session, [user.pk])[user.pk], own_states(room.pk, [user.pk])[user.pk]
    return _admission(room, standing, language, name, own)


def _admission(room, standing, language, name, own):
    person = standing.person
    present = Present(person.pk, handle(room.pk, person.pk), name, standing.coach)
    visitor = Visitor(present, language or person.language, standing)
    return Admission(room.pk, standing.view, _told(room.session), visitor, own, room.seq)


def admit_projector(token):
    room = room_of(token)
    if room is None:
        return CLOSE_CODES["not_allowed"]
    return Admission(room.pk, "projector", _told(room.session), link=token)


def _told(session):
    return {"title": session.title, "starts": moment(session.starts_at), "ends": moment(session.ends_at)}
