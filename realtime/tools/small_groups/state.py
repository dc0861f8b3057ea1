"""Small groups in a room's state: all of them in the session's own room, one's own in a group's."""

from realtime.log import moment, named
from realtime.tools.small_groups.finding import groups_of, latest
from realtime.tools.small_groups.models import CoachWord, GroupNotes, GroupSet, Phase, SmallGroup
from realtime.tools.small_groups.reporting import report_told
from realtime.tools.small_groups.told import set_told

NOTHING = {"groups": None, "report": None, "reported": [], "words": [], "group_notes": [], "called": None}


def state(room, view):
    if view == "projector":
        group_set = None if room.group_id else latest(room.session_id)
        told = group_set and without_people(set_told(group_set, groups_of(group_set)))
        return {"groups": told, "report": group_set and report_told(group_set)}
    if room.group_id:
        return _of_group(room) | ({"prepared_groups": [], "beside": _beside(room)} if view == "coach" else {})
    group_set = latest(room.session_id)
    told = dict(NOTHING)
    if group_set:
        told["groups"] = named(room, set_told(group_set, groups_of(group_set)))
        told["report"] = report_told(group_set)
        reported = SmallGroup.objects.filter(group_set=group_set, reported=True).order_by("pk")
        told["reported"] = list(reported.values_list("pk", flat=True))
        told["words"] = _words(group_set)
    if view == "coach":
        prepared = GroupSet.objects.filter(session=room.session_id, phase=Phase.PREPARED)
        told["prepared_groups"] = [named(room, set_told(one, groups_of(one))) for one in prepared]
    return told


def without_people(told):
    """For those who may not know who is where."""
    return {**told, "list": [{**group, "people": [], "chair": None} for group in told["list"]]}


def _of_group(room):
    group = SmallGroup.objects.select_related("group_set").prefetch_related("places").get(pk=room.group_id)
    return {
        **NOTHING,
        "groups": named(room, set_told(group.group_set, [group])),
        "words": _words(group.group_set),
        "group_notes": named(room, notes_told(group)),
        "called": moment(group.called_at),
    }


def _beside(room):
    """All the groups of this one's set, for a coach who is in its room: what each is called, and where it is."""
    groups = SmallGroup.objects.filter(group_set=room.group.group_set_id)
    return [{"group": one.pk, "name": one.name, "place": str(one.place)} for one in groups]


def notes_told(group):
    """What stands under each task that something has been saved under, and who saved it last."""
    notes = GroupNotes.objects.filter(group=group).prefetch_related("versions")
    newest = [(one.task, list(one.versions.all())[-1]) for one in notes]
    return [
        {"task": task, "version": last.version, "text": last.text, "person": last.person_id} for task, last in newest
    ]


def _words(group_set):
    return [
        {"word": word.pk, "at": moment(word.at), "text": word.text}
        for word in CoachWord.objects.filter(group_set=group_set)
    ]
