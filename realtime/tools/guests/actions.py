"""Opening the door for guests, coming in through it, and being let in or sent away."""

from django.utils.translation import gettext_lazy as _

from coaching.accounts.actions import new_person
from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.programmes.models import Enrolment, Role, Session
from realtime.log import writing
from realtime.models import Ballot, Event, HeldMessage, Note, PrivateQuestion, Question
from realtime.tools.guests.models import Guest, GuestDoor, guest_code
from realtime.tools.guests.nicknames import check, key_of, shown, tidy

MOST_GUESTS = 300


def open_door(*, by, room, lobby, deed_id=None):
    """Let guests come, into the room or (with ``lobby``) to wait. Opened again it keeps its code.

    A digikahvit stays the group's own, and what people told one another before
    they could know of guests is not opened to them.
    """
    with writing(room.pk) as log:
        door = GuestDoor.objects.filter(room=room).first()
        if door is None:
            log.store()
            log.flush()  # what is said in this very commit counts as well
            _refuse_what_is_not_for_guests(room)
            door = GuestDoor(room=room)
        door.is_open, door.lobby, door.opened_at = True, lobby, log.at
        door.save()
        record("realtime.opened_door", actor=by, target=room.session, scope=room.session.programme_id)
        _tell(log, room, door, by, deed_id)
    return door


def close_door(*, by, room, deed_id=None):
    """No more guests come; those who are in stay."""
    with writing(room.pk) as log:
        door = _door(room)
        door.is_open = False
        door.save(update_fields=["is_open"])
        record("realtime.closed_door", actor=by, target=room.session, scope=room.session.programme_id)
        _tell(log, room, door, by, deed_id)


def new_code(*, by, room, deed_id=None):
    """The old code opens nothing any more."""
    with writing(room.pk) as log:
        door = _door(room)
        door.code = guest_code()
        door.save(update_fields=["code"])
        _tell(log, room, door, by, deed_id)


def come_in(*, door, nickname, language="fi"):
    """A guest with this nickname, in the room or waiting at its door; the room's lock keeps count and names true."""
    with writing(door.room_id) as log:
        door = GuestDoor.objects.select_related("room__session__programme").get(pk=door.pk)
        room, name = door.room, tidy(nickname)
        if not door.takes_guests:
            raise Refused("door_closed", _("The door for guests is closed now. Ask the host to open it."))
        if Guest.objects.filter(room=room).staying().count() >= MOST_GUESTS:
            raise Refused("full", _("There are as many guests here as there can be."))
        check(room, name)
        person = new_person(name=shown(room.session, name), language=language)
        guest = Guest.objects.create(
            room=room,
            person=person,
            name_key=key_of(name),
            came_at=log.at,
            until=door.until,
            let_in_at=None if door.lobby else log.at,
        )
        log.append(room, "guest.came", {"guest": guest.pk, "waiting": door.lobby}, actor=person)
    return guest


def let_in(*, by, room, guest, deed_id=None):
    """Let one in from the lobby; one who is in already stays so."""
    with writing(room.pk) as log:
        _let_in(log, room, [_found(room, guest)], by, deed_id)


def let_all_in(*, by, room, deed_id=None):
    with writing(room.pk) as log:
        waiting = Guest.objects.filter(room=room, gone_at__isnull=True, let_in_at__isnull=True)
        _let_in(log, room, list(waiting), by, deed_id)


def remove_guest(*, by, room, guest, deed_id=None):
    """Send a guest away, from the lobby or the room, at once; what they have said stays."""
    with writing(room.pk) as log:
        found = _found(room, guest)
        found.gone_at = log.at
        found.save(update_fields=["gone_at"])
        record("realtime.removed_guest", actor=by, target=room.session, scope=room.session.programme_id)
        log.append(room, "guest.sent_away", {}, audience=f"person:{found.person_id}")
        log.append(room, "guest.removed", {"guest": found.pk}, actor=by, deed_id=deed_id)


def _let_in(log, room, guests, by, deed_id):
    for guest in guests:
        guest.let_in_at = guest.let_in_at or log.at
    Guest.objects.bulk_update(guests, ["let_in_at"])
    told = {"guests": [guest.pk for guest in guests]}
    log.append(room, "guests.let_in", told, actor=by, deed_id=deed_id)


def _tell(log, room, door, by, deed_id):
    told = {"open": door.is_open, "lobby": door.lobby, "code": door.code}
    log.append(room, "door.changed", told, actor=by, deed_id=deed_id)


def _door(room):
    door = GuestDoor.objects.filter(room=room).first()
    if door is None:
        raise Refused("no_door", _("This room has not been opened for guests."))
    return door


def _found(room, number):
    guest = Guest.objects.filter(room=room, pk=number, gone_at__isnull=True).first()
    if guest is None:
        raise Refused("no_such_guest", _("This guest has left already."))
    return guest


def _refuse_what_is_not_for_guests(room):
    session = room.session
    if session.kind == Session.Kind.DIGIKAHVIT:
        raise Refused("not_for_guests", _("A digikahvit is the group's own: it cannot be opened for guests."))
    staff = Enrolment.objects.filter(programme=session.programme_id, role__in=(Role.COACH, Role.ORGANISER))
    told = Event.objects.filter(room=room, audience="everyone", actor__isnull=False)
    if told.exclude(actor__in=staff.values("person")).exists() or _is_written_by_others(room, staff.values("person")):
        raise Refused(
            "already_talked",
            _("People have already written here among themselves, so the room cannot be opened for guests any more."),
        )


def _is_written_by_others(room, staff):
    """Whether the room holds anything that is not known to be of its staff: what is nobody's by name is somebody's."""
    kept = (
        Note.objects.filter(wall__room=room),
        Question.objects.filter(room=room),
        PrivateQuestion.objects.filter(room=room),
        HeldMessage.objects.filter(room=room),
        Ballot.objects.filter(run__room=room),
    )
    return any(rows.exclude(person__in=staff).exists() for rows in kept)
