"""Writing, changing and removing one's own notes, and giving likes and dots."""

from functools import partial

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import writing
from realtime.models.rooms import Event
from realtime.tools.wall.events import note_told
from realtime.tools.wall.models import MOST_NOTES, Heading, Mark, Note, Wall


def write_note(*, by, room, wall, text, colour, heading=0, picture=None, picture_words="", deed_id=None):
    """Put a note on an open wall. ``picture`` is a Picture; ``picture_words`` tells what it shows."""
    with writing(room.pk) as log:
        wall = _open(find_wall(room, wall))
        if wall.notes.count() >= MOST_NOTES:
            raise Refused("wall_full", _("The wall is full: it has room for 500 notes."))
        note = Note(
            wall=wall,
            person=None if wall.is_anonymous else by,
            writer_key=wall.writer_key(by.pk),
            text=text,
            colour=colour,
            heading=Heading.objects.filter(pk=heading, wall=wall).first(),
            picture_words=picture_words if picture else "",
            at=log.at,
        )
        if picture:
            picture.put_in(note)
        note.save()
        tell_note(log, room, note)
        tell_writer(log, room, note, by, deed_id)
        log.took_part.append((by, room))
    return note


def edit_note(*, by, room, note, text, colour, deed_id=None):
    """Change one's own note; earlier wordings are not kept anywhere."""
    with writing(room.pk) as log:
        note = _own_note(room, note, by)
        if not text and not note.picture:
            raise Refused("empty", _("Write something first."))
        without_words(log, note)
        note.text, note.colour = text, colour
        note.save(update_fields=["text", "colour"])
        tell_note(log, room, note, "wall.edited")
        tell_writer(log, room, note, by, deed_id)
    return note


def remove_note(*, by, room, note, deed_id=None):
    """Take away one's own note, with its picture, marks, and words in the log."""
    with writing(room.pk) as log:
        note = _own_note(room, note, by)
        payload = {"wall": note.wall_id, "note": note.pk}
        without_words(log, note)
        drop_picture(note)
        note.delete()
        log.append(room, "wall.gone", payload, actor=by, deed_id=deed_id)


def mark_note(*, by, room, note, liked, given, deed_id=None):
    """Set what one gives to a note: a like (1 or 0), and dots, within the wall's number for each."""
    with writing(room.pk) as log:
        note = find_note(room, note)
        wall = _open(note.wall)
        if note.hidden or not wall.is_shown:
            raise Refused("no_such_note", _("There is no such note on this wall any more."))
        key = wall.key_of(by.pk)
        others = Mark.objects.filter(note__wall=wall, giver_key=key).exclude(note=note)
        if given and given + (others.aggregate(sum=Sum("dots"))["sum"] or 0) > wall.dots:
            raise Refused("no_dots_left", _("You have no dots left. Take one back from another note first."))
        if liked or given:
            Mark.objects.update_or_create(note=note, giver_key=key, defaults={"liked": bool(liked), "dots": given})
        else:
            Mark.objects.filter(note=note, giver_key=key).delete()
        payload = {"wall": wall.pk, "note": note.pk, "liked": bool(liked), "given": given}
        log.append(room, "wall.marked", payload, audience=f"person:{by.pk}", actor=by, deed_id=deed_id)
        log.took_part.append((by, room))
    return note


def find_wall(room, wall):
    found = Wall.objects.filter(pk=wall, room=room).first()
    if found is None:
        raise Refused("no_such_wall", _("There is no such wall in this room. Reload the page."))
    return found


def find_note(room, note):
    found = Note.objects.filter(pk=note, wall__room=room).select_related("wall", "person").first()
    if found is None:
        raise Refused("no_such_note", _("There is no such note on this wall any more."))
    return found


def tell_note(log, room, note, shown_as="wall.noted"):
    """To everyone where everyone may see it, otherwise to the coaches."""
    kind = shown_as if note.wall.is_shown and not note.hidden else "wall.drafted"
    log.append(room, kind, note_told(note, note.wall), actor=note.person)


def tell_writer(log, room, note, writer=None, deed_id=None):
    """To the writer alone, while the wall is open: which notes are one's own, and whether they have been hidden."""
    if not note.wall.is_open:
        return
    writer = writer or note.person or _writer_in_log(log, note)
    if writer:
        told = note_told(note, note.wall)
        log.append(room, "wall.wrote", told, audience=f"person:{writer.pk}", actor=writer, deed_id=deed_id)


def without_words(log, note):
    """Take the words of a note out of what the log has told of it so far."""
    for event in _told_of(log, note):
        if event.payload.get("text"):
            event.payload |= {"text": "", "picture": None}
            event.save(update_fields=["payload"])


def drop_picture(note):
    """Remove the stored files once the change is on disk."""
    for field in (note.picture, note.small_picture):
        if field:
            transaction.on_commit(partial(field.storage.delete, field.name))


def take_picture_off(note):
    """Leave of a picture the words that told what it shows; saving is the caller's."""
    if not note.picture:
        return
    drop_picture(note)
    note.text = note.text or note.picture_words
    note.picture = note.small_picture = note.picture_words = ""


def _told_of(log, note):
    log.flush()
    kinds = ("wall.noted", "wall.edited", "wall.drafted", "wall.wrote")
    return Event.objects.filter(room=note.wall.room_id, kind__in=kinds, payload__note=note.pk)


def _writer_in_log(log, note):
    """Who wrote an anonymous note, known only while its wall is open."""
    event = _told_of(log, note).filter(kind="wall.wrote", actor__isnull=False).select_related("actor").last()
    return event and event.actor


def _own_note(room, note, by):
    note = find_note(room, note)
    _open(note.wall)
    if note.writer_key != note.wall.writer_key(by.pk):
        raise Refused("not_yours", _("Only its writer may change a note."))
    return note


def _open(wall):
    if not wall.is_open:
        raise Refused("wall_closed", _("This wall has been closed; nothing more can be written on it."))
    return wall
