"""Who was there: whoever said something, voted, or stayed for some minutes."""

from collections import defaultdict
from itertools import islice

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from coaching.core.history import record, record_together
from coaching.core.ready import Ready
from coaching.programmes.actions import attend, attend_together
from coaching.programmes.models import Attendance, Session
from realtime.limits import LIMITS
from realtime.models import Guest, Stay
from realtime.tools.polls.kinds.kind import FEWEST

MINUTES_THAT_COUNT = 5
PEER_LEARNING = {Session.Kind.DIGIKAHVIT, Session.Kind.WORKSHOP, Session.Kind.EVENT}
_guests_among = Ready(lambda people: Guest.objects.filter(person__in=people).values_list("person_id", flat=True))


class TookPart:
    """Those who took part and wait to be noted, a few at a time; each once, as long as the process lives."""

    def __init__(self):
        self._waiting = {}
        self._known = set()

    def __len__(self):
        return len(self._waiting)

    def add(self, took_part):
        for person, room in took_part:
            if (key := (room.session_id, person.pk)) not in self._known:
                self._waiting[key] = (person, room)

    def note_some(self):
        """Note as many as one commit of deeds can wait for."""
        some = dict(islice(self._waiting.items(), LIMITS.people_noted_at_once))
        note_attendance(some.values())
        self._known.update(some)
        for key in some:
            del self._waiting[key]

    def give_up(self):
        """Whoever waits is noted the next time they do something, or for their minutes."""
        self._waiting.clear()


@transaction.atomic(savepoint=False)
def note_attendance(took_part):
    """(person, room) pairs of those who said something or voted: they were there, however short the visit."""
    people_of = defaultdict(dict)
    for person, room in took_part:
        people_of[room.session][person.pk] = person
    for session, people in people_of.items():
        if its_own := without_guests(list(people.values())):
            _note_together(its_own, session)


def without_guests(people):
    """Guests are not the programme's people: they are in no attendance and learn nothing that is kept."""
    guests = set(_guests_among([person.pk for person in people]))
    return [person for person in people if person.pk not in guests]


def _note_together(people, session):
    attend_together(people=people, session=session, source=Attendance.Source.PRESENCE)
    if session.kind in PEER_LEARNING:
        record_together(
            "realtime.attended", actors=people, target=session, scope=session.programme_id, once=_once(session.pk)
        )


def stayed(*, room, people, at=None):
    """Count the present minute for these people."""
    minute = int((at or timezone.now()).timestamp()) // 60
    was_there(room=room, minutes={pk: {minute} for pk in people})


@transaction.atomic
def was_there(*, room, minutes):
    """Count {person id: minutes since 1970}; MINUTES_THAT_COUNT of them make an attendance.

    A minute counts once, whoever saw the person and however often it is told;
    those in a small group are minutes of the session.
    """
    room = room.main
    known = set(Stay.objects.filter(room=room, person__in=minutes).values_list("person_id", flat=True))
    Stay.objects.bulk_create([Stay(room=room, person_id=pk) for pk in minutes.keys() - known], ignore_conflicts=True)
    stays = Stay.objects.select_for_update(of=("self",)).select_related("person").order_by("pk")
    longer = [stay for stay in stays.filter(room=room, person__in=minutes) if _add(stay, minutes[stay.person_id])]
    Stay.objects.bulk_update(longer, ["minutes", "seen"])
    minutes_of = {stay.person: stay.minutes for stay in longer if stay.minutes >= MINUTES_THAT_COUNT}
    for person in without_guests(list(minutes_of)):
        _note(person, room.session, minutes_of[person])


def own_stay(person, room):
    """(minutes the person has been seen in the session, whether they are noted as having been in its session)."""
    stays = Stay.objects.filter(room__session=room.session_id, person=person.pk)
    minutes = stays.values_list("minutes", flat=True).first() or 0
    return minutes, Attendance.objects.filter(session=room.session_id, person=person.pk).exists()


def stays_in_all(session):
    """{"people", "minutes"} of the session's room, without guests; ``minutes`` is None of under FEWEST people.

    One number for all of them: how long each stayed is told to nobody but themselves.
    """
    guests = Guest.objects.filter(room__session=session).values("person")
    stays = Stay.objects.filter(room__session=session, minutes__gt=0).exclude(person__in=guests)
    told = stays.aggregate(people=Count("pk"), minutes=Sum("minutes"))
    return told if told["people"] >= FEWEST else {**told, "minutes": None}


def _add(stay, minutes):
    """Whether the stay has become longer by these minutes."""
    fresh = set(minutes) - set(stay.seen)
    stay.minutes += len(fresh)
    stay.seen = sorted(fresh.union(stay.seen))
    return bool(fresh)


def _note(person, session, minutes):
    attend(person=person, session=session, source=Attendance.Source.PRESENCE, minutes=minutes)
    if session.kind in PEER_LEARNING:
        record(
            "realtime.attended",
            actor=person,
            target=session,
            scope=session.programme_id,
            minutes=minutes,
            once=_once(session.pk),
        )


def _once(session_id):
    return f"session:{session_id}"
