"""Who is in which group: choosing, coming late, and being moved by a coach."""

from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import User
from coaching.core.errors import Refused
from realtime.log import writing
from realtime.models.rooms import Event, Room
from realtime.people import handle
from realtime.tools.small_groups import dividing
from realtime.tools.small_groups.finding import find_group, find_set, group_of, groups_of, rooms_of
from realtime.tools.small_groups.models import GroupPlace, How, Phase
from realtime.tools.small_groups.told import tell_prepared


def pick_group(*, by, room, groups, group, deed_id=None):
    """Choose one's group, or another one, where everyone chooses."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.OFFERED, Phase.OPEN)
        if group_set.how != How.CHOICE:
            raise Refused("not_chosen", _("The coach has divided these groups. Ask the coach to be moved."))
        _move(log, room, group_set, by, find_group(group_set, group), by, deed_id)


def find_own_group(*, by, room, groups, deed_id=None):
    """For somebody who comes late: the group they are in already, or the smallest one."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.OPEN)
        group = group_of(group_set, by.pk) or _smallest(room, group_set, by)
        _move(log, room, group_set, by, group, by, deed_id)


def place_in_group(*, by, room, groups, group, who, deed_id=None):
    """Put somebody into a group, or (0) into none; they are led there at once."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.PREPARED, Phase.OFFERED, Phase.OPEN)
        person = _person(room, group_set, who)
        _move(log, room, group_set, person, find_group(group_set, group) if group else None, by, deed_id)


def _move(log, room, group_set, person, group, by, deed_id):
    """Tell everybody, and whom it is about in whichever room they are; whoever left a chair leaves it empty."""
    before = group_of(group_set, person.pk)
    GroupPlace.objects.filter(group_set=group_set, person=person).exclude(group=group).delete()
    if group:
        GroupPlace.objects.get_or_create(group_set=group_set, person=person, defaults={"group": group})
    if group_set.phase == Phase.PREPARED:
        tell_prepared(log, room, group_set, by, deed_id)
        return
    if before != group:
        _leave_chair(log, room, group_set, before, person)
        for place in [room, *_rooms_of_groups(before, group)]:
            told = {"groups": group_set.pk, "group": group and group.pk}
            log.append(place, "groups.placed", told, actor=person)
    sent = {"groups": group_set.pk, "group": group and group.pk, "place": group and str(group.place)}
    own = f"person:{person.pk}"
    for place in _rooms_of_groups(before) if before != group else ():
        log.append(place, "groups.sent", sent, audience=own)
    log.append(room, "groups.sent", sent, audience=own, actor=by, deed_id=deed_id)


def _leave_chair(log, room, group_set, group, person):
    if group is None or group.chair_id != person.pk:
        return
    group.chair = None
    group.save(update_fields=["chair"])
    for place in [room, *_rooms_of_groups(group)]:
        log.append(place, "groups.chair", {"groups": group_set.pk, "group": group.pk, "chair": None})


def _rooms_of_groups(*groups):
    return list(Room.objects.filter(group__in=[group for group in groups if group]).order_by("pk"))


def _smallest(room, group_set, person):
    """The group with fewest people; where workplaces are kept apart, first one without somebody of the same."""
    groups = groups_of(group_set)
    if not groups:
        raise Refused("no_such_groups", _("These groups are not here any more."))
    of_group = {group.pk: [place.person_id for place in group.places.all()] for group in groups}
    meets_own = set()
    if group_set.how == How.APART:
        everybody = {person.pk, *(pk for people in of_group.values() for pk in people)}
        workplaces = dividing.workplaces_of(room, everybody)
        own = workplaces.get(person.pk)
        meets_own = {pk for pk, people in of_group.items() if own and own in map(workplaces.get, people)}
    return min(groups, key=lambda group: (group.pk in meets_own, len(of_group[group.pk]), group.number))


def _person(room, group_set, who):
    """The person by their handle in the session's own room: of the set, of the session, or one who has been here."""
    placed = GroupPlace.objects.filter(group_set=group_set).values_list("person_id", flat=True)
    been_here = Event.objects.filter(room=room, actor__isnull=False).values_list("actor_id", flat=True)
    known = {*placed, *been_here, *dividing.here_now(room), *dividing.everybody(room)}
    found = next((pk for pk in known if handle(room.pk, pk) == who), None)
    if found is None:
        raise Refused("no_such_person", _("This person is not here any more."))
    return User.objects.get(pk=found)
