"""Coming into a room, and the attendance that follows from being there."""

from django.db import transaction
from django.utils import timezone

from coaching.core.history import record
from coaching.core.models import History
from coaching.programmes.actions import attend
from coaching.programmes.models import Attendance, Session
from realtime.models import Room, Stay

MINUTES_THAT_COUNT = 5
PEER_LEARNING = {Session.Kind.DIGIKAHVIT, Session.Kind.WORKSHOP, Session.Kind.EVENT}


def enter(*, session):
    """The session's room, made by the first who comes."""
    room, _made = Room.objects.select_related("session__programme").get_or_create(session=session)
    return room


def took_part(*, person, room):
    """Whoever says something or votes was there, however short the visit. Noted once a person and session."""
    session = room.session
    if History.objects.filter(actor=person, verb="realtime.attended", once=_once(session)).exists():
        return
    _note(person, session, None)


@transaction.atomic
def stayed(*, room, people, at=None):
    """Count the present minute for these people; MINUTES_THAT_COUNT of them make an attendance."""
    minute = (at or timezone.now()).replace(second=0, microsecond=0)
    stays = {stay.person_id: stay for stay in Stay.objects.filter(room=room, person__in=people)}
    fresh = [Stay(room=room, person_id=pk, minutes=1, last_minute=minute) for pk in people if pk not in stays]
    Stay.objects.bulk_create(fresh, ignore_conflicts=True)
    for stay in stays.values():
        if stay.last_minute < minute:
            stay.minutes += 1
            stay.last_minute = minute
            stay.save(update_fields=["minutes", "last_minute"])
            if stay.minutes >= MINUTES_THAT_COUNT:
                _note(stay.person, room.session, stay.minutes)


def _note(person, session, minutes):
    attend(person=person, session=session, source=Attendance.Source.PRESENCE, minutes=minutes)
    if session.kind in PEER_LEARNING:
        record(
            "realtime.attended",
            actor=person,
            target=session,
            scope=session.programme_id,
            minutes=minutes,
            once=_once(session),
        )


def _once(session):
    return f"session:{session.pk}"
