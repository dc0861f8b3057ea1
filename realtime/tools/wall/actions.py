"""Putting up a wall, showing it, closing it, and gathering its notes under headings: what coaches do."""

import secrets

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.history import record
from realtime.log import writing
from realtime.models.rooms import NOBODY, Event
from realtime.tools.fields import wrong_type
from realtime.tools.wall.events import note_told, wall_told
from realtime.tools.wall.models import MOST_DOTS, MOST_HEADINGS, Heading, Mark, Phase, Wall
from realtime.tools.wall.notes import find_note, find_wall, tell_note, tell_writer, without_words


def put_up_wall(*, by, room, title, question, names, dots, phase, deed_id=None):
    """Put an empty wall up in the room; whether names show and the number of dots are frozen now."""
    if dots > MOST_DOTS:
        raise wrong_type()
    with writing(room.pk) as log:
        wall = Wall.objects.create(
            room=room,
            title=title,
            question=question,
            names=names,
            dots=dots,
            phase=phase,
            opened_at=log.at,
            key=secrets.token_bytes(32),
        )
        log.append(room, "wall.opened", wall_told(wall), actor=by, deed_id=deed_id)
        record("realtime.put_up_wall", actor=by, target=wall, scope=room.session.programme_id)
    return wall


def reveal_wall(*, by, room, wall, deed_id=None):
    """Show the notes to everyone, and let likes and dots be given; later notes are seen as they come."""
    with writing(room.pk) as log:
        wall = find_wall(room, wall)
        if wall.phase == Phase.WRITE:
            _reveal(log, room, wall)
        log.append(room, "wall.revealed", {"wall": wall.pk}, actor=by, deed_id=deed_id)
    return wall


def close_wall(*, by, room, wall, deed_id=None):
    """End writing and marking; notes not yet shown are shown.

    The key is destroyed, and what the log told single people goes with it: who
    liked what can no longer be told, nor who wrote where names do not show.
    """
    with writing(room.pk) as log:
        wall = find_wall(room, wall)
        if not wall.is_open:
            raise Refused("wall_closed", _("This wall has been closed; nothing more can be written on it."))
        if wall.phase == Phase.WRITE:
            _reveal(log, room, wall)
        _unlink(log, wall)
        wall.phase, wall.closed_at, wall.key = Phase.CLOSED, log.at, None
        wall.save(update_fields=["phase", "closed_at", "key"])
        log.append(room, "wall.closed", {"wall": wall.pk}, actor=by, deed_id=deed_id)
        record("realtime.closed_wall", actor=by, target=wall, scope=room.session.programme_id)
    return wall


def add_heading(*, by, room, wall, text, deed_id=None):
    with writing(room.pk) as log:
        wall = find_wall(room, wall)
        if wall.headings.count() >= MOST_HEADINGS:
            raise Refused("too_many_headings", _("A wall has room for 20 headings. Remove one first."))
        return _tell_heading(log, room, wall.headings.create(text=text), by, deed_id)


def rename_heading(*, by, room, heading, text, deed_id=None):
    with writing(room.pk) as log:
        heading = _heading_of(room, heading)
        heading.text = text
        heading.save(update_fields=["text"])
        return _tell_heading(log, room, heading, by, deed_id)


def remove_heading(*, by, room, heading, deed_id=None):
    """Take a heading away; its notes stay, under none."""
    with writing(room.pk) as log:
        heading = _heading_of(room, heading)
        payload = {"wall": heading.wall_id, "heading": heading.pk}
        heading.delete()
        log.append(room, "wall.unheaded", payload, actor=by, deed_id=deed_id)


def group_note(*, by, room, note, heading, deed_id=None):
    """Put a note under a heading of its wall, or under none (0)."""
    with writing(room.pk) as log:
        note = find_note(room, note)
        note.heading = _heading_of(room, heading, note.wall) if heading else None
        note.save(update_fields=["heading"])
        payload = {"wall": note.wall_id, "note": note.pk, "heading": note.heading_id}
        log.append(room, "wall.grouped", payload, actor=by, deed_id=deed_id)
    return note


def hide_note(*, by, room, note, deed_id=None):
    """Take a note from everybody's sight but the coaches' and its writer's, who is told. Its likes and dots go back."""
    with writing(room.pk) as log:
        note = find_note(room, note)
        note.hidden = True
        note.save(update_fields=["hidden"])
        note.marks.all().delete()
        without_words(log, note)
        log.append(room, "wall.gone", {"wall": note.wall_id, "note": note.pk}, actor=by, deed_id=deed_id)
        tell_note(log, room, note)
        tell_writer(log, room, note)
        record("realtime.hid_note", actor=by, target=note, scope=room.session.programme_id)
    return note


def show_note(*, by, room, note, deed_id=None):
    """Bring a hidden note back."""
    with writing(room.pk) as log:
        note = find_note(room, note)
        note.hidden = False
        note.save(update_fields=["hidden"])
        log.append(room, "wall.returned", {"wall": note.wall_id, "note": note.pk}, actor=by, deed_id=deed_id)
        tell_note(log, room, note)
        tell_writer(log, room, note)
    return note


def _reveal(log, room, wall):
    wall.phase = Phase.REVEALED
    wall.save(update_fields=["phase"])
    for note in wall.notes.filter(hidden=False).select_related("person"):
        log.append(room, "wall.noted", note_told(note, wall), actor=note.person)


def _tell_heading(log, room, heading, by, deed_id):
    payload = {"wall": heading.wall_id, "heading": heading.pk, "text": heading.text}
    log.append(room, "wall.headed", payload, actor=by, deed_id=deed_id)
    return heading


def _unlink(log, wall):
    """Make every mark, and what is written without a name, nobody's: rows, their order, and the log's own lines."""
    marks = [Mark(note_id=m.note_id, liked=m.liked, dots=m.dots) for m in Mark.objects.filter(note__wall=wall)]
    Mark.objects.filter(note__wall=wall).delete()
    secrets.SystemRandom().shuffle(marks)
    for mark in marks:
        mark.giver_key = secrets.token_hex(32)
    Mark.objects.bulk_create(marks)
    log.flush()
    told = Event.objects.filter(room=wall.room_id, payload__wall=wall.pk)
    nobody = {"audience": NOBODY, "payload": {}, "actor": None, "deed_id": None}
    told.filter(kind="wall.marked").update(**nobody)
    if wall.is_anonymous:
        told.filter(kind="wall.wrote").update(**nobody)
        told.filter(kind="wall.gone").update(actor=None, deed_id=None)
        for note in wall.notes.all():
            note.writer_key = secrets.token_hex(32)
            note.save(update_fields=["writer_key"])


def _heading_of(room, heading, wall=None):
    within = {"wall": wall} if wall else {"wall__room": room}
    found = Heading.objects.filter(pk=heading, **within).first()
    if found is None:
        raise Refused("no_such_heading", _("There is no such heading on this wall. Reload the page."))
    return found
