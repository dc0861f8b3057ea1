"""The one way in: every deed a client may send, its fields, who may do it, and the verb that does it."""

import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from django.db.utils import InterfaceError
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.access import Standing, standing_of
from realtime.limits import Paces
from realtime.log import writing
from realtime.models import Event, Room
from realtime.toolbox import DEEDS

log = logging.getLogger("digikahvit.realtime")
paces = Paces()


@dataclass
class Deed:
    """Something one person asks to be done in one room; ``standing`` when it was asked for a moment ago."""

    person_id: int
    room_id: int
    name: str
    fields: dict
    deed_id: UUID | None = None
    standing: Standing | None = None
    answer: Callable | None = None
    came: float = field(default_factory=monotonic)


@dataclass(frozen=True)
class Outcome:
    """What became of a deed: the seq of its event, or a refusal. ``thing`` is what the verb made."""

    seq: int | None = None
    refusal: Refused | None = None
    thing: Any = None


def check(name, given):
    """The deed's fields, checked against the table; Refused says what is wrong."""
    if not isinstance(name, str) or name not in DEEDS:
        raise Refused("unknown_deed", _("This page asks for something the server does not know. Reload the page."))
    fields = DEEDS[name].fields
    if set(given) - set(fields):
        raise Refused("unknown_field", _("This page sends something the server does not know. Reload the page."))
    if set(fields) - set(given):
        raise Refused("missing_field", _("Something is missing from what was sent. Reload the page and try again."))
    return {key: kind.check(given[key]) for key, kind in fields.items()}


def failed():
    return Refused("failed", _("That did not work, and it has been noted. Try again later."))


def _not_allowed():
    return Refused("not_allowed", _("You may not do this here, or not any more. Reload the page."))


def keep_pace(person):
    """Count one deed of a plain form; refuses it when they come faster than a person can send forms."""
    if not paces.take(person.pk, monotonic()):
        raise Refused("too_fast", _("That did not succeed. Please try again in a moment."))


def do_now(name, *, by, room, given, deed_id=None):
    """Do one deed at once, for a plain form: the same checks, pace and verb as the socket's.

    Returns what the verb made.
    """
    keep_pace(by)
    deed = Deed(by.pk, room.pk, name, check(name, given), deed_id)
    [outcome] = do_together([deed])
    if outcome.refusal:
        raise outcome.refusal
    return outcome.thing


def do_together(deeds, attended=None):
    """Do deeds of any rooms in one transaction, in order; one that fails undoes only itself.

    Trouble that is the database's own (gone, locked, deadlock) is raised:
    nothing has been done then, and all of it can be tried again.

    That a deed comes a second time is rare, and the log takes its id only
    once: it is asked beforehand only after it has refused one, and then with
    the rooms held, as another process may be doing the same deeds. ``attended``
    takes those who took part, where whoever calls notes them later.
    """
    try:
        return _do_all(deeds, attended)
    except IntegrityError:
        return _do_all(deeds, attended, asks_first=True)


def _do_all(deeds, attended, *, asks_first=False):
    """What has told the log nothing, being refused or changing nothing, may have been told before."""
    with writing(*_rooms_for(deeds), attended=attended) as batch:
        done = _done_before(deeds) if asks_first else {}
        outcomes = [_do(batch, done, deed) for deed in deeds]
        told = {event.deed_id for event in batch.events}
        earlier = _done_before([deed for deed in deeds if deed.deed_id not in told])
        return [
            Outcome(seq=earlier[_once(deed)]) if _once(deed) in earlier else outcome
            for deed, outcome in zip(deeds, outcomes, strict=True)
        ]


def _once(deed):
    return deed.room_id, deed.person_id, deed.deed_id


def _rooms_for(deeds):
    """The rooms to lock: of a deed that reaches further, all the rooms of its session."""
    rooms = {deed.room_id for deed in deeds}
    reaching = {deed.room_id for deed in deeds if DEEDS[deed.name].reaches}
    if reaching:
        sessions = Room.objects.filter(pk__in=reaching).values("session")
        rooms |= set(Room.objects.filter(session__in=sessions).values_list("pk", flat=True))
    return rooms


def _done_before(deeds):
    """{(room, actor, deed id): seq} of those that have been done already, here or by another process."""
    ids = {deed.deed_id for deed in deeds if deed.deed_id}
    if not ids:
        return {}
    rows = Event.objects.filter(room__in={deed.room_id for deed in deeds}, deed_id__in=ids)
    return {tuple(row[:3]): row[3] for row in rows.values_list("room_id", "actor_id", "deed_id", "seq")}


def _do(batch, done, deed):
    once = _once(deed)
    if once in done:
        return Outcome(seq=done[once])
    room = batch.rooms.get(deed.room_id)
    if room is None:
        return Outcome(refusal=_not_allowed())
    gathers = DEEDS[deed.name].gathers
    if not gathers:
        batch.store()
    mark = batch.mark()
    try:
        with nullcontext() if gathers else transaction.atomic():
            thing = _call(room, deed)
    except Refused as refusal:
        batch.take_back(mark)
        return Outcome(refusal=refusal)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # a bug in one deed must not undo the others' deeds in the same commit
        batch.take_back(mark)
        log.exception("The deed %s failed: %s", deed.name, type(error).__name__)
        return Outcome(refusal=failed())
    if deed.deed_id:
        done[once] = room.seq
    return Outcome(seq=room.seq, thing=thing)


def _call(room, deed):
    kind = DEEDS[deed.name]
    standing = deed.standing or standing_of(deed.person_id, room)
    if standing is None or kind.permission not in standing.allowed:
        raise _not_allowed()
    if kind.of_session and room.group_id:
        raise Refused("not_here", _("This is done in the session's own room."))
    extra = {"coach": standing.coach} if kind.tells_coach else {}
    return kind.verb(by=standing.person, room=room, deed_id=deed.deed_id, **deed.fields, **extra)
