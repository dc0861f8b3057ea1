"""The log of a room: writing to it under the room's lock, and reading its lines as they are sent."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction
from django.utils import timezone

from coaching.core.compact import dumps
from coaching.core.ready import Ready
from coaching.core.storing import store
from realtime.attendance import note_attendance
from realtime.doorbell import bell
from realtime.kinds import KINDS, TOOL_OF
from realtime.models.rooms import Event, Room
from realtime.news import Line, News
from realtime.people import handle, shown_names

_locked_rooms = Ready(
    lambda room_ids: (
        Room.objects.select_for_update(of=("self",))
        .select_related("session__programme")
        .filter(pk__in=room_ids)
        .order_by("pk")
    )
)
_STANDS_AT = f"UPDATE {Room._meta.db_table} SET seq = %s WHERE id = %s"  # noqa: S608  (the model's own name)
_open_batch = ContextVar("open_batch", default=None)


class Batch:
    """What one transaction adds to the logs of the rooms it holds locked.

    ``rows`` are new rows, and ``gather`` takes whatever else can be stored for many deeds at once; both wait until
    the end, or until a deed comes that works on the database itself. ``known`` is what deeds of this transaction
    have read and may share, as the lock keeps it from changing elsewhere. ``attended`` takes those who took part,
    to be noted later; without it they are noted in this transaction.
    """

    def __init__(self, attended):
        self.at = timezone.now()
        self.rooms = {}
        self.events = []
        self.rows = []
        self.took_part = []
        self._attended = attended
        self.known = {}
        self._gathered = []
        self._before = {}
        self._flushed = 0

    def lock(self, room_ids):
        """Lock rooms in the order of their numbers, so that two batches cannot wait for each other."""
        missing = set(room_ids) - set(self.rooms)
        if not missing:
            return
        for room in _locked_rooms(missing):
            self.rooms[room.pk] = room
            self._before[room.pk] = room.seq

    def append(self, room, kind, payload, *, audience=None, actor=None, deed_id=None):
        """Add an event to a room that this batch holds; its seq is settled here, its row written at the end."""
        room = self.rooms[room.pk]
        room.seq += 1
        event = Event(
            room_id=room.pk,
            seq=room.seq,
            at=self.at,
            audience=audience or KINDS[kind].audience,
            kind=kind,
            payload=payload,
            actor_id=actor and actor.pk,
            deed_id=deed_id,
        )
        self.events.append(event)
        return event

    def unsay(self, room, kinds, field, number):
        """Take the words out of earlier events: who reads the log from now on does not find them."""
        self.flush()
        for event in Event.objects.filter(room=room, kind__in=kinds, **{f"payload__{field}": number}):
            event.payload = {**event.payload, "text": ""}
            event.save(update_fields=["payload"])

    def mark(self):
        """Where the batch stands, for ``take_back``."""
        return len(self.events), len(self.rows), len(self._gathered), len(self.took_part), self._flushed

    def take_back(self, mark):
        """Forget what was added since the mark: its deed has been undone."""
        events, rows, gathered, took_part, flushed = mark
        for event in self.events[events:]:
            self.rooms[event.room_id].seq -= 1
        self._flushed = flushed
        del self.events[events:], self.rows[rows:], self._gathered[gathered:], self.took_part[took_part:]
        self.known.clear()

    def gather(self, keep, item):
        """Have ``keep`` called once with this and every other item it was given, in order."""
        self._gathered.append((keep, item))

    def store(self):
        """Store the rows and what was gathered so far, in few statements however many deeds it came from."""
        for model in dict.fromkeys(type(row) for row in self.rows):
            store([row for row in self.rows if type(row) is model])
        for keep in dict.fromkeys(keep for keep, _item in self._gathered):
            keep([item for its_keep, item in self._gathered if its_keep is keep])
        self.rows.clear()
        self._gathered.clear()

    def flush(self):
        """Store the events so far: whoever changes what the log has told must also find what this commit tells."""
        store(self.events[self._flushed :])
        self._flushed = len(self.events)

    def write(self):
        """Store everything that was added, and return it as news."""
        self.store()
        if self._attended is None:
            note_attendance(self.took_part)
        else:
            transaction.on_commit(lambda: self._attended.add(self.took_part))
        changed_on_disk = self._flushed > 0
        self.flush()
        changed = [room for room in self.rooms.values() if room.seq != self._before[room.pk]]
        with connection.cursor() as cursor:
            for room in changed:
                cursor.execute(_STANDS_AT, [room.seq, room.pk])
        return [News(room.pk, self._before[room.pk], tuple(self._lines(room, changed_on_disk))) for room in changed]

    def _lines(self, room, changed_on_disk):
        """What is sent of a room. A line that a later deed has emptied is sent empty, but its sum is told anew."""
        told = [event for event in self.events if event.room_id == room.pk]
        if not changed_on_disk:
            return encode(room, told)
        kept = Event.objects.filter(room=room, seq__gt=self._before[room.pk]).order_by("seq")
        return [line._replace(sums=_sum_of(event)) for line, event in zip(encode(room, kept), told, strict=True)]


@contextmanager
def writing(*room_ids, attended=None):
    """A batch that holds these rooms: the open one of this thread, or one of its own whose news ring after commit."""
    batch = _open_batch.get()
    if batch is not None:
        batch.lock(room_ids)
        yield batch
        return
    with transaction.atomic():
        batch = Batch(attended)
        batch.lock(room_ids)
        token = _open_batch.set(batch)
        try:
            yield batch
        finally:
            _open_batch.reset(token)
        news = batch.write()
        transaction.on_commit(lambda: bell().announce(news))


def encode(room, events):
    """The events of one room as lines; names are asked for here, at the last moment, once for all."""
    people = {event.actor_id for event in events if KINDS[event.kind].tells_who}
    people |= {pk for event in events if KINDS[event.kind].names for pk in _people_in(event.payload)}
    names = shown_names(room.session, people) if people else None
    return [_line(room, event, names) for event in events]


def _line(room, event, names):
    data = dict(event.payload)
    if KINDS[event.kind].names:
        data = named(room, data, names)
    if KINDS[event.kind].tells_who:
        data = {**who(room, event.actor_id, names), **data}
    told = {"seq": event.seq, "kind": event.kind, "at": moment(event.at), "data": data}
    return Line(event.seq, event.kind, event.audience, _sum_of(event), dumps(told))


def _sum_of(event):
    """[tool, key] of the sum that the event has changed; None when it changes none, or its person is forgotten."""
    key = event.payload.get(KINDS[event.kind].sums)
    return None if key is None else [TOOL_OF[event.kind], key]


def who(room, person_id, names):
    """The handle and shown name of a person in a room; somebody who has left has no handle."""
    if person_id not in names:
        person_id = None
    return {"who": person_id and handle(room.pk, person_id), "name": names[person_id]}


def named(room, told, names=None):
    """What is told, with who and name of this room in place of every {"person": id}."""
    if names is None:
        people = set(_people_in(told))
        names = shown_names(room.session, people) if people else {}
    if isinstance(told, list):
        return [named(room, one, names) for one in told]
    if not isinstance(told, dict):
        return told
    rest = {key: named(room, value, names) for key, value in told.items() if key != "person"}
    return {**who(room, told["person"], names), **rest} if "person" in told else rest


def _people_in(told):
    if isinstance(told, dict):
        if "person" in told:
            yield told["person"]
        told = list(told.values())
    for one in told if isinstance(told, list) else ():
        yield from _people_in(one)


def read_lines(room_id, after, *, limit=None):
    """The lines of the log after a seq, for a process or a client that has missed them."""
    room = Room.objects.select_related("session__programme").get(pk=room_id)
    events = Event.objects.filter(room_id=room_id, seq__gt=after).order_by("seq")
    return encode(room, list(events[:limit]))


def moment(at):
    """A time on the wire: UTC with milliseconds; None stays None."""
    return at and at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"
