"""Finding what a deed about small groups is about, or refusing it in words; and telling all the rooms."""

from datetime import timedelta

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.models.rooms import Room
from realtime.tools.small_groups.models import GOING, GroupPlace, GroupSet, Phase, SmallGroup

NOTES_STAY = timedelta(hours=1)


def rooms_of(session_id):
    """The numbers of all the rooms of a session, which deeds about its groups hold locked."""
    return Room.objects.filter(session=session_id).values_list("pk", flat=True)


def find_set(room, number, *phases):
    """The set of the session, in one of these phases."""
    found = GroupSet.objects.filter(pk=number, session=room.session_id).first()
    if found is None:
        raise Refused("no_such_groups", _("These groups are not here any more."))
    if phases and found.phase not in phases:
        raise moved_on()
    return found


def moved_on():
    return Refused("groups_moved_on", _("The groups have moved on meanwhile. Look again and try once more."))


def latest(session_id):
    """The set that is on, or else the one that ended last."""
    seen = GroupSet.objects.filter(session=session_id).select_related("reporting")
    ended = seen.filter(phase=Phase.CLOSED).order_by("-closed_at", "-pk")
    return seen.filter(phase__in=GOING).first() or ended.first()


def find_group(group_set, number):
    found = SmallGroup.objects.filter(pk=number, group_set=group_set).first()
    if found is None:
        raise Refused("no_such_groups", _("These groups are not here any more."))
    return found


def group_here(room):
    """The group whose room this is."""
    if room.group_id is None:
        raise Refused("only_in_group", _("This is done in a small group's room."))
    return SmallGroup.objects.select_related("group_set__session").get(pk=room.group_id)


def going(session_id):
    """The set that is offered or open in the session now, or None."""
    return GroupSet.objects.filter(session=session_id, phase__in=GOING).first()


def groups_of(group_set):
    return list(SmallGroup.objects.filter(group_set=group_set).prefetch_related("places"))


def groups_read_by(user, session):
    """Groups that have met and whose notes the person may read: their own, and for coaches all."""
    met = SmallGroup.objects.filter(session=session, group_set__phase__in=(Phase.OPEN, Phase.CLOSED))
    return met if user.has_perm("realtime.run", session) else met.filter(places__person=user)


def group_of(group_set, person_id):
    place = GroupPlace.objects.filter(group_set=group_set, person=person_id).select_related("group").first()
    return place and place.group


def next_number(session_id):
    return (SmallGroup.objects.filter(session=session_id).aggregate(last=Max("number"))["last"] or 0) + 1


def tell_all(log, group_set, kind, payload, *, asked_in, by, deed_id):
    """The same to the session's own room and to every group's; the deed is that of the room it was asked in."""
    rooms = Room.objects.filter(session=group_set.session_id).filter(group=None) | Room.objects.filter(
        group__group_set=group_set
    )
    for room in rooms.order_by("pk"):
        log.append(room, kind, payload, actor=by, deed_id=deed_id if room.pk == asked_in.pk else None)


def takes_notes(group_set, at):
    """Until an hour after the session, or after the groups have ended."""
    if group_set.phase == Phase.OPEN:
        return True
    ended = max(filter(None, (group_set.closed_at, group_set.session.ends_at)), default=None)
    return group_set.phase == Phase.CLOSED and ended is not None and at < ended + NOTES_STAY
