"""What a tool tells the room of itself: its events (gathered in kinds.py), deeds, part of the state, and sums."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class EventKind:
    """An event: who hears it, and what it carries.

    ``data`` names the fields on the wire; of those, who and name are filled in
    from the actor when sent. ``sums`` names the field that says which of the
    tool's sums has changed, told in the next tick. ``unsays``: words have been
    taken out of earlier lines, which are to be read from the log again.
    ``rights``: after it the rights of the person it is for are asked again at
    once. ``names``: what is told has {"person": id} in it, which become who and
    name when it is sent; projectors get none of them. ``screens``: after it the
    projectors' links are asked for again at once.
    """

    audience: str
    data: tuple
    projected: bool = False
    sums: str = ""
    unsays: bool = False
    rights: bool = False
    names: bool = False
    screens: bool = False

    @property
    def tells_who(self):
        return "who" in self.data


@dataclass(frozen=True)
class DeedKind:
    """A deed: its verb, what it must be given, who may do it, and the event it becomes.

    ``tells_coach``: the verb also wants to know whether the actor coaches here.
    ``gathers``: the verb only reads and adds to the batch, so that there is
    nothing in the database to undo when it refuses. ``reaches``: it also writes
    to other rooms of the session. ``of_session``: it is done in the session's
    own room only, not in a small group's.
    """

    verb: Callable
    fields: dict
    permission: str
    becomes: str
    tells_coach: bool = False
    gathers: bool = False
    reaches: bool = False
    of_session: bool = False


@dataclass(frozen=True)
class Tool:
    """One tool of the room.

    ``state(room, view)`` is its part of the snapshot that everybody with this
    view sees alike; ``owns(room_id, people)`` is {person id: the part that is
    theirs alone} of all (ids) who come at the same time.
    ``sums(room_id, keys)`` is {key: sum} of what changes often, all of them
    when keys is None; a sum has ``told_to(view, acted)``, what this viewer is
    sent, and ``after_own``, whether that depends on the viewer having acted.
    A sum may have ``due``, a moment at which ``overdue(room_id, now)`` is to
    be called, by the writer; in several processes at once, if need be.
    ``acted(own)`` gives the keys one has acted on already.
    """

    deeds: dict
    state: Callable
    owns: Callable | None = None
    sums: Callable | None = None
    overdue: Callable | None = None
    acted: Callable = field(default=lambda own: ())
