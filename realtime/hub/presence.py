"""Who is in a room: people, not connections; told as changes, and coarsely."""

from typing import NamedTuple

from realtime.limits import LIMITS
from realtime.models import Room
from realtime.people import handle, shown_names


class Present(NamedTuple):
    """Somebody in the room; the id stays in the server."""

    person_id: int
    who: str
    name: str
    coach: bool

    def told(self):
        return {"who": self.who, "name": self.name, "coach": self.coach}


class Presence:
    """The people of one room, of this process and (told by others) of the rest.

    Somebody whose last connection ends stays for LIMITS.leaving seconds, so
    that a reload or a tunnel is not a coming and going.
    """

    def __init__(self):
        self._here = {}
        self._connections = {}
        self._leaving = {}
        self._elsewhere = {}
        self._told = {}

    def came(self, present):
        self._leaving.pop(present.person_id, None)
        self._here[present.person_id] = present
        self._connections[present.person_id] = self._connections.get(present.person_id, 0) + 1

    def left(self, present, now):
        self._connections[present.person_id] -= 1
        if self._connections[present.person_id] == 0:
            self._leaving[present.person_id] = now + LIMITS.leaving

    def sweep(self, now):
        """Let those go whose time to come back has passed."""
        for person_id in [person_id for person_id, until in self._leaving.items() if until <= now]:
            del self._leaving[person_id], self._here[person_id], self._connections[person_id]

    def set_elsewhere(self, present):
        """The people connected to other processes, as they stand."""
        self._elsewhere = {person.person_id: person for person in present}

    def local(self):
        """Those this process sees itself."""
        return list(self._here.values())

    def everybody(self):
        return self._elsewhere | self._here

    def is_changed(self):
        return self._told.keys() != self.everybody().keys()

    def changes(self):
        """(count, joined, left) since the last time, or None when nothing changed."""
        now, told = self.everybody(), self._told
        joined = [person for person_id, person in now.items() if person_id not in told]
        left = [person for person_id, person in told.items() if person_id not in now]
        if not joined and not left:
            return None
        self._told = now
        return len(now), joined, left

    def told(self):
        """Everybody as told so far: what somebody coming in gets, so that the next changes fit it."""
        return list(self._told.values())


def presents(room_id, people):
    """People whom other processes see: {person id: whether they coach here} as Presents, by their shown names."""
    session = Room.objects.select_related("session__programme").get(pk=room_id).session
    names = shown_names(session, people)
    return [
        Present(person_id, handle(room_id, person_id), names[person_id], coach)
        for person_id, coach in people.items()
        if person_id in names
    ]
