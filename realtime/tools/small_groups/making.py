"""Preparing a set of groups, offering and opening it, and letting one go."""

from datetime import timedelta

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.programmes.models import Session
from groups.access import run_by
from realtime.log import writing
from realtime.models.rooms import Room
from realtime.tools.small_groups import dividing
from realtime.tools.small_groups.finding import find_group, find_set, going, groups_of, next_number, rooms_of, tell_all
from realtime.tools.small_groups.models import MOST_MINUTES, GroupPlace, GroupSet, How, Phase, SmallGroup
from realtime.tools.small_groups.told import set_told, tell_prepared

SIZES = (2, 12)
MOST_GROUPS = 40


def make_groups(*, by, room, how, size, whom, minutes, title, topics, tasks, like, begin, deed_id=None):
    """Prepare a set. ``size``: people in each, or how many groups when people are put in by hand.

    ``topics`` are the groups' names, a line each; ``tasks`` a line each too. ``like`` is the set to do again.
    ``begin``: open it at once, or where everyone chooses, offer it.
    """
    with writing(*rooms_of(room.session_id)) as log:
        minutes = max(1, min(minutes, MOST_MINUTES))
        names, people = _divided(by, room, how, size, whom, _lines(topics), like)
        if len(names) > MOST_GROUPS:
            raise Refused("too_many_groups", _("A session has 40 small groups at a time at most. Make them larger."))
        with translation.override(room.session.programme.language):
            group_set = GroupSet.objects.create(
                session=room.session,
                title=title or str(_("Small groups")),
                how=how,
                minutes=minutes,
                tasks=_lines(tasks) or default_tasks(),
                made_at=log.at,
            )
            names = [name or _("Group {number}").format(number=place) for place, name in enumerate(names, start=1)]
        _put(group_set, names, people)
        record("realtime.made_groups", actor=by, target=group_set, scope=room.session.programme_id)
        tell_prepared(log, room, group_set, by, deed_id)
        if begin:
            _begin(by, room, group_set)
    return group_set


def _begin(by, room, group_set):
    """Where everyone chooses, the groups are offered first."""
    (offer_groups if group_set.how == How.CHOICE else open_groups)(by=by, room=room, groups=group_set.pk)


def offer_groups(*, by, room, groups, deed_id=None):
    """Let everyone choose their group; the groups meet when they are opened."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.PREPARED)
        _refuse_another(room)
        group_set.phase = Phase.OFFERED
        group_set.save(update_fields=["phase"])
        log.append(room, "groups.offered", set_told(group_set, groups_of(group_set)), actor=by, deed_id=deed_id)


def open_groups(*, by, room, groups, deed_id=None):
    """Open the groups' rooms and start the clock; everybody is led to their own."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.PREPARED, Phase.OFFERED)
        if group_set.phase == Phase.PREPARED:
            _refuse_another(room)
        group_set.phase, group_set.opened_at = Phase.OPEN, log.at
        group_set.ends_at = log.at + timedelta(minutes=group_set.minutes)
        group_set.save(update_fields=["phase", "opened_at", "ends_at"])
        fetched = groups_of(group_set)
        rooms = Room.objects.bulk_create(Room(session=room.session, group=group) for group in fetched)
        log.lock([own.pk for own in rooms])
        for own in rooms:
            log.append(own, "groups.opened", set_told(group_set, [own.group]), actor=by)
        log.append(room, "groups.opened", set_told(group_set, fetched), actor=by, deed_id=deed_id)
        record("realtime.opened_groups", actor=by, target=group_set, scope=room.session.programme_id)


def discard_groups(*, by, room, groups, deed_id=None):
    """Throw away a set that was prepared and never used."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.PREPARED)
        log.append(room, "groups.discarded", {"groups": group_set.pk}, actor=by, deed_id=deed_id)
        group_set.delete()


def rename_group(*, by, room, groups, group, text, deed_id=None):
    """Call a group otherwise, until its set has ended."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.PREPARED, Phase.OFFERED, Phase.OPEN)
        found = find_group(group_set, group)
        found.name = text
        found.save(update_fields=["name"])
        if group_set.phase == Phase.PREPARED:
            tell_prepared(log, room, group_set, by, deed_id)
        else:
            told = {"groups": group_set.pk, "group": found.pk, "name": text}
            tell_all(log, group_set, "groups.named", told, asked_in=room, by=by, deed_id=deed_id)


def begin_groups(*, by, room, title, minutes):
    """Open what has been prepared, the newest first, or else mixed groups of four of those who are here.

    Nothing is done while groups are on, when such groups have been on already, or when nobody is here.
    """
    done = GroupSet.objects.filter(session=room.session_id, phase=Phase.CLOSED, title=title)
    if going(room.session_id) or done.exists():
        return
    prepared = GroupSet.objects.filter(session=room.session_id, phase=Phase.PREPARED).last()
    if prepared:
        _begin(by, room, prepared)
    elif dividing.here_now(room):
        values = {"how": How.MIXED.value, "size": 4, "whom": "here", "like": 0, "topics": "", "tasks": ""}
        make_groups(by=by, room=room, title=title, minutes=minutes or 30, begin=True, **values)


def used_before(user, programme_id):
    """The sets that this coach may do again: of the programme's sessions that they run, the newest first."""
    sessions = Session.objects.filter(run_by(user), programme=programme_id)
    return GroupSet.objects.filter(session__in=sessions).select_related("session").order_by("-pk")


def default_tasks():
    """What the networking event's groups talk about."""
    return [
        str(_("Good practices for digital competence")),
        str(_("Good practices for digital capability")),
        str(_("Needs now and in the future, regional or national")),
    ]


def _divided(by, room, how, size, whom, topics, like):
    """(names, lists of people); an empty name is to be numbered."""
    if how == How.SAME:
        return _again(by, room, like)
    if how == How.CHOICE:
        if len(topics) < 2:
            raise Refused("no_topics", _("Write what the groups talk about, each on a line of its own."))
        return topics, [[] for _topic in topics]
    size = max(SIZES[0], min(size, SIZES[1]))
    if how == How.HAND:
        return _named(topics, size), [[] for _group in range(size)]
    people = dividing.here_now(room) if whom == "here" else dividing.everybody(room)
    if not people:
        raise Refused("nobody_here", _("Nobody is here yet to be divided. Divide everybody in the group instead."))
    count = dividing.how_many(len(people), size)
    lists = dividing.apart(room, people, count) if how == How.APART else dividing.mixed(people, count)
    return _named(topics, count), lists


def _again(by, room, like):
    """The groups of an earlier set, with those people who may still come."""
    source = used_before(by, room.session.programme_id).filter(pk=like).first()
    if source is None:
        raise Refused("no_such_groups", _("These groups are not here any more."))
    may_come = dividing.everybody(room)
    fetched = groups_of(source)
    people = [[place.person_id for place in group.places.all() if place.person_id in may_come] for group in fetched]
    return [group.name for group in fetched], people


def _put(group_set, names, people):
    """The groups of a new set, with their people."""
    groups = SmallGroup.objects.bulk_create(
        SmallGroup(group_set=group_set, session=group_set.session, number=number, name=name)
        for number, name in enumerate(names, start=next_number(group_set.session_id))
    )
    GroupPlace.objects.bulk_create(
        GroupPlace(group=group, group_set=group_set, person_id=pk)
        for group, those in zip(groups, people, strict=True)
        for pk in those
    )


def _named(topics, count):
    return (topics + [""] * count)[:count]


def _lines(text):
    return [line.strip()[:120] for line in text.splitlines() if line.strip()][:MOST_GROUPS]


def _refuse_another(room):
    if going(room.session_id):
        raise Refused("groups_on", _("Other small groups are on. End them first."))
