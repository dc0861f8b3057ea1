"""Reporting back in the session's own room, and putting what the groups wrote on its wall."""

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import moment, writing
from realtime.tools.small_groups.finding import find_group, find_set, groups_of, latest, moved_on, rooms_of
from realtime.tools.small_groups.models import NotesVersion, Phase, SmallGroup
from realtime.tools.wall.actions import put_up_wall
from realtime.tools.wall.events import note_told
from realtime.tools.wall.models import LONGEST_NOTE, MOST_NOTES, Names, Note
from realtime.tools.wall.models import Phase as WallPhase

LONGEST = 60


def report_group(*, by, room, groups, group, minutes, deed_id=None):
    """Let a group report back for so many minutes, its notes on every screen; ``group`` 0 ends the reports."""
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.OPEN, Phase.CLOSED)
        if group_set != latest(room.session_id):
            raise moved_on()
        if group_set.reporting_id and group_set.reporting_id != group:
            SmallGroup.objects.filter(pk=group_set.reporting_id).update(reported=True)
        group_set.reporting = find_group(group_set, group) if group else None
        group_set.report_minutes = max(1, min(minutes, LONGEST))
        group_set.report_since = log.at if group else None
        group_set.save(update_fields=["reporting", "report_minutes", "report_since"])
        told = {"groups": group_set.pk, "report": report_told(group_set)}
        log.append(room, "groups.reported", told, actor=by, deed_id=deed_id)


def tell_report(log, main, group, by):
    """What the group that reports has changed meanwhile."""
    if group.group_set.reporting_id == group.pk:
        told = {"groups": group.group_set_id, "report": report_told(group.group_set)}
        log.append(main, "groups.reported", told, actor=by)


def report_told(group_set):
    group = group_set.reporting
    return group and {
        "group": group.pk,
        "name": group.name,
        "minutes": group_set.report_minutes,
        "since": moment(group_set.report_since),
        "notes": [
            {"task": group_set.tasks[task], "text": text}
            for task, text in sorted(texts_of([group]).get(group.pk, {}).items())
        ],
    }


def texts_of(groups):
    """{group: {task: text}} as they stand, without empty ones."""
    texts = {}
    newest = NotesVersion.objects.filter(notes__group__in=groups).select_related("notes").order_by("version")
    for version in newest:
        texts.setdefault(version.notes.group_id, {})[version.notes.task] = version.text
    return {pk: {task: text for task, text in of.items() if text.strip()} for pk, of in texts.items()}


def groups_to_wall(*, by, room, groups, deed_id=None):
    """Put up a wall with a heading for each task and a note for each line the groups wrote, under the group's name.

    The reports are over then: the wall takes their place on every screen.
    """
    with writing(*rooms_of(room.session_id)) as log:
        group_set = find_set(room, groups, Phase.OPEN, Phase.CLOSED)
        fetched = groups_of(group_set)
        texts = texts_of(fetched)
        if not any(texts.values()):
            raise Refused("nothing_written", _("The groups have not written anything yet."))
        if group_set.reporting_id:
            report_group(by=by, room=room, groups=groups, group=0, minutes=group_set.report_minutes)
        wall = put_up_wall(
            by=by,
            room=room,
            title=group_set.title,
            question="",
            names=Names.SHOWN.value,
            dots=3,
            phase=WallPhase.REVEALED.value,
            deed_id=deed_id,
        )
        for task, words in enumerate(group_set.tasks):
            heading = wall.headings.create(text=words)
            log.append(room, "wall.headed", {"wall": wall.pk, "heading": heading.pk, "text": words}, actor=by)
            for group in fetched:
                for line in _lines(texts.get(group.pk, {}).get(task, "")):
                    _put_note(log, room, wall, heading, group, line)
    return wall


def _put_note(log, room, wall, heading, group, text):
    if wall.notes.count() >= MOST_NOTES:
        return
    note = Note.objects.create(
        wall=wall, heading=heading, group=group, writer_key=f"group:{group.pk}", text=text, at=log.at
    )
    log.append(room, "wall.noted", note_told(note, wall))


def _lines(text):
    """Lines as notes, without the dashes people begin them with; a line too long for a note becomes several."""
    lines = [line.strip().lstrip("-–—•*").strip() for line in text.splitlines()]
    return [line[at : at + LONGEST_NOTE] for line in lines if line for at in range(0, len(line), LONGEST_NOTE)]
