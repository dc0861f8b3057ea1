"""Writing the group's notes: every save is kept, and two who write at once lose nothing."""

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import writing
from realtime.tools.small_groups.finding import group_here, rooms_of, takes_notes
from realtime.tools.small_groups.joining import joined
from realtime.tools.small_groups.models import LONGEST_NOTES, GroupNotes, NotesVersion
from realtime.tools.small_groups.reporting import tell_report


def write_group_notes(*, by, room, task, text, base, deed_id=None):
    """Save what somebody has made of version ``base`` of the group's notes to a task (0: of nothing).

    When others have saved meanwhile, both are joined; what was sent is kept as a version of its own.
    """
    with writing(*rooms_of(room.session_id)) as log:
        group = group_here(room)
        if not takes_notes(group.group_set, log.at):
            raise Refused("notes_closed", _("The notes have been closed. Copy your text and give it to the coach."))
        if task >= len(group.group_set.tasks):
            raise Refused("no_such_task", _("There is no such task any more. Reload the page."))
        notes, _made = GroupNotes.objects.get_or_create(group=group, task=task)
        sent = _save(notes, text, by, log.at)
        last = _join(notes, sent, base, by, log.at)
        told = {"group": group.pk, "task": task, "version": last.version, "sent": sent.version, "text": last.text}
        log.append(room, "groups.noted", told, actor=by, deed_id=deed_id)
        log.took_part.append((by, room))
        tell_report(log, room.main, group, by)
    return notes


def _save(notes, text, by, at):
    notes.version += 1
    notes.save(update_fields=["version"])
    return NotesVersion.objects.create(notes=notes, version=notes.version, text=text, person=by, at=at)


def _join(notes, sent, base, by, at):
    """The newest version: what was sent, or that joined with what others had saved since ``base``."""
    before = NotesVersion.objects.filter(notes=notes, version=sent.version - 1).first()
    if before is None or before.version <= base:
        return sent
    start = NotesVersion.objects.filter(notes=notes, version=base).first()
    text = joined(start.text if start else "", before.text, sent.text)
    if text == sent.text:
        return sent
    if len(text) > 2 * LONGEST_NOTES:
        raise Refused("too_long", _("The text is too long. Shorten it or send it in two parts."))
    last = _save(notes, text, by, at)
    last.joins = True
    last.save(update_fields=["joins"])
    return last
