"""While the groups meet: the clock, words to all, the chair, calling the coach, and the end."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.core.history import record
from realtime.log import moment, writing
from realtime.models.rooms import Room
from realtime.people import handle
from realtime.tools.small_groups.finding import find_group, find_set, group_here, rooms_of, tell_all
from realtime.tools.small_groups.models import MOST_MINUTES, CoachWord, GroupPlace, GroupSet, Phase, SmallGroup

LAST_CALL = 600


def lengthen_groups(*, by, room, groups, minutes, deed_id=None):
    """Give all the groups more minutes."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.OPEN)
        ends = max(group_set.ends_at, log.at) + timedelta(minutes=max(1, min(minutes, MOST_MINUTES)))
        _set_end(log, group_set, ends, room, by, deed_id)


def end_groups(*, by, room, groups, seconds, deed_id=None):
    """End all the groups after a last call of so many seconds, 600 at most; 0 ends them at once."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.OPEN, Phase.OFFERED)
        if group_set.phase == Phase.OFFERED or not seconds:
            _close(log, group_set, room, by, deed_id)
        else:
            ends = log.at + timedelta(seconds=min(seconds, LAST_CALL))
            _set_end(log, group_set, min(ends, group_set.ends_at), room, by, deed_id)


def end_overdue(room_id, at):
    """What a room's own round asks for: the groups whose time is over are ended."""
    room = Room.objects.select_related("session__programme").get(pk=room_id)
    with writing(*rooms_of(room.session_id)) as log:
        for group_set in GroupSet.objects.filter(session=room.session_id, phase=Phase.OPEN, ends_at__lte=at):
            _close(log, group_set, room, None, None)


def tell_groups(*, by, room, groups, text, deed_id=None):
    """Tell every group the same."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.OPEN)
        word = CoachWord.objects.create(group_set=group_set, person=by, text=text, at=log.at)
        told = {"groups": group_set.pk, "word": word.pk, "text": text}
        tell_all(log, group_set, "groups.word", told, asked_in=room, by=by, deed_id=deed_id)


def be_chair(*, by, room, deed_id=None):
    """Take the chair of one's own group."""
    _seat(by, room, handle(room.pk, by.pk), deed_id)


def choose_chair(*, by, room, who, deed_id=None):
    """Give the chair to somebody of the group; also when it is somebody else's."""
    _seat(by, room, who, deed_id)


def call_coach(*, by, room, on, deed_id=None):
    """Ask a coach to come, or not any more. Calling again keeps one's place."""
    with writing(*rooms_of(room.session_id)) as log:
        group = group_here(room)
        if on and group.group_set.phase != Phase.OPEN:
            raise Refused("groups_moved_on", _("The groups have ended. The coach is in the common room."))
        group.called_at = (group.called_at or log.at) if on else None
        _tell_call(log, group, room, by, deed_id)


def answer_call(*, by, room, groups, group, deed_id=None):
    """Tell a group that a coach comes; it waits no longer."""
    with writing(*rooms_of(room.session_id)) as log:
        group = find_group(find_set(room, groups, Phase.OPEN), group)
        group.called_at = None
        _tell_call(log, group, room, by, deed_id)


def _seat(by, room, who, deed_id):
    with writing(*rooms_of(room.session_id)) as log:
        group = group_here(room)
        people = GroupPlace.objects.filter(group=group).values_list("person_id", flat=True)
        found = next((pk for pk in people if handle(room.pk, pk) == who), None)
        if found is None:
            raise Refused("no_such_person", _("This person is not here any more."))
        group.chair = User.objects.get(pk=found)
        group.save(update_fields=["chair"])
        told = {"groups": group.group_set_id, "group": group.pk, "chair": {"person": found}}
        log.append(room, "groups.chair", told, actor=by, deed_id=deed_id)
        log.append(room.main, "groups.chair", told, actor=by)


def _tell_call(log, group, room, by, deed_id):
    """To the group when it waits, and to coaches through the sums; the deed is that of the room it was asked in."""
    group.save(update_fields=["called_at"])
    own = SmallGroup.objects.get(pk=group.pk).room
    for place in (own, room.main):
        deed = deed_id if place.pk == room.pk else None
        if place.group_id:
            told = {"group": group.pk, "called": moment(group.called_at)}
            log.append(place, "groups.called", told, actor=by, deed_id=deed)
        else:
            log.append(place, "groups.waits", {"standing": f"g{group.pk}"}, actor=by, deed_id=deed)


def _set_end(log, group_set, ends, room, by, deed_id):
    group_set.ends_at = ends
    group_set.save(update_fields=["ends_at"])
    told = {"groups": group_set.pk, "ends": moment(ends)}
    tell_all(log, group_set, "groups.timed", told, asked_in=room, by=by, deed_id=deed_id)


def _close(log, group_set, room, by, deed_id):
    """Everybody comes back; rooms and notes stay open to their groups."""
    group_set.phase, group_set.closed_at = Phase.CLOSED, log.at
    group_set.save(update_fields=["phase", "closed_at"])
    SmallGroup.objects.filter(group_set=group_set).update(called_at=None)
    tell_all(log, group_set, "groups.closed", {"groups": group_set.pk}, asked_in=room, by=by, deed_id=deed_id)
    record("realtime.closed_groups", actor=by, target=group_set, scope=group_set.session.programme_id)
