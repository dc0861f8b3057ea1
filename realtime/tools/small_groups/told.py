"""Sets and groups as they are told; people as {"person": id}, to be named when sent."""

from realtime.log import moment
from realtime.tools.small_groups.finding import groups_of


def set_told(group_set, groups):
    return {
        "groups": group_set.pk,
        "title": group_set.title,
        "how": group_set.how,
        "phase": group_set.phase,
        "minutes": group_set.minutes,
        "tasks": group_set.tasks,
        "opened": moment(group_set.opened_at),
        "ends": moment(group_set.ends_at),
        "list": [group_told(group) for group in groups],
    }


def group_told(group):
    """A group that has been fetched with its ``places``; people as {"person": id}."""
    return {
        "group": group.pk,
        "number": group.number,
        "name": group.name,
        "place": str(group.place),
        "people": [{"person": place.person_id} for place in group.places.all()],
        "chair": {"person": group.chair_id} if group.chair_id else None,
    }


def tell_prepared(log, room, group_set, by, deed_id):
    """The whole set anew, to coaches: before it is on, whatever changes in it is told so."""
    log.append(room, "groups.prepared", set_told(group_set, groups_of(group_set)), actor=by, deed_id=deed_id)
