"""Silencing or removing somebody by the handle they have in the room: a coach need not know who it is."""

from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.programmes.models import Enrolment
from groups.access import coaches_session
from realtime.log import writing
from realtime.models.rooms import Event, Room
from realtime.people import handle
from realtime.tools.guests.models import Guest
from realtime.tools.moderation.models import Restraint


def restrain(*, by, room, who, what, deed_id=None):
    """Let somebody not write, or not be in the session, until it is undone. They are told; the group is not.

    It holds in all the rooms of the session, the small groups' too.
    """
    with writing(*_rooms(room)) as log:
        person = _person(room, who)
        if coaches_session(person, room.session):
            raise Refused("coach_stays", _("A coach of this room cannot be silenced or removed."))
        Restraint.objects.filter(room=room.main, person=person).delete()
        Restraint.objects.create(room=room.main, person=person, what=what, by=by, at=log.at)
        _tell(log, by, room, person, what, deed_id)
        record("realtime.restrained", actor=by, target=room.session, scope=room.session.programme_id)


def release(*, by, room, who, deed_id=None):
    """Let somebody write and be there again."""
    with writing(*_rooms(room)) as log:
        person = _person(room, who)
        Restraint.objects.filter(room=room.main, person=person).delete()
        _tell(log, by, room, person, None, deed_id)
        record("realtime.released", actor=by, target=room.session, scope=room.session.programme_id)


def _rooms(room):
    return Room.objects.filter(session=room.session_id).values_list("pk", flat=True)


def _tell(log, by, room, person, what, deed_id):
    """The person and the coaches, in whichever room of the session they are; the deed is the asking room's."""
    for place in Room.objects.filter(session=room.session_id).order_by("pk"):
        log.append(place, "moderation.restrained", {"what": what}, actor=person)
        own, told = deed_id if place == room else None, f"person:{person.pk}"
        log.append(place, "moderation.told", {"what": what}, audience=told, actor=by, deed_id=own)


def _person(room, who):
    enrolled = Enrolment.objects.filter(programme=room.session.programme_id).values_list("person_id", flat=True)
    been_here = Event.objects.filter(room=room, actor__isnull=False).values_list("actor_id", flat=True)
    guests = Guest.objects.filter(room__session=room.session_id).values_list("person_id", flat=True)
    found = next((pk for pk in {*enrolled, *been_here, *guests} if handle(room.pk, pk) == who), None)
    if found is None:
        raise Refused("no_such_person", _("This person is not here any more."))
    return User.objects.get(pk=found)
