"""Walls in a room's state: what everybody with the same view sees, and what is one's own."""

from django.db.models import Prefetch

from realtime.log import moment, who
from realtime.people import shown_names
from realtime.tools.wall.events import note_told, wall_told
from realtime.tools.wall.models import Mark, Note, Phase, Wall


def state(room, view):
    """Every wall of the room with its notes; before they are shown only coaches have them, hidden ones always so."""
    walls = list(
        Wall.objects.filter(room=room).prefetch_related(
            "headings", Prefetch("notes", _seen_by(view).select_related("group"))
        )
    )
    people = {note.person_id for wall in walls for note in wall.notes.all()}
    names = shown_names(room.session, people) if people else None
    return {"walls": [_wall_state(room, wall, names, view) for wall in walls]}


def owns(room_id, people):
    """Of each, ``my_notes`` and ``my_marks`` on the room's open walls; what is on closed ones is nobody's any more."""
    still_open = Wall.objects.filter(room=room_id).exclude(phase=Phase.CLOSED)
    walls = {wall.pk: wall for wall in still_open.select_related("room__session__programme")}
    told = {person: {"my_notes": [], "my_marks": {}} for person in people}
    if not walls:
        return told
    writers = {wall.writer_key(person): person for wall in walls.values() for person in people}
    notes = list(Note.objects.filter(wall__in=walls, writer_key__in=writers))
    room = next(iter(walls.values())).room
    names = shown_names(room.session, people) if notes else None
    for note in notes:
        own = told[writers[note.writer_key]]
        own["my_notes"].append(_note_state(room, note, walls[note.wall_id], names))
    givers = {wall.key_of(person): person for wall in walls.values() for person in people}
    for mark in Mark.objects.filter(giver_key__in=givers).select_related("note").order_by("note"):
        given = {"wall": mark.note.wall_id, "liked": mark.liked, "given": mark.dots}
        told[givers[mark.giver_key]]["my_marks"][str(mark.note_id)] = given
    return told


def _seen_by(view):
    return Note.objects.all() if view == "coach" else Note.objects.shown()


def _wall_state(room, wall, names, view):
    return {
        **wall_told(wall),
        "opened": moment(wall.opened_at),
        "closed": moment(wall.closed_at),
        "placed": wall.placed,
        "headings": [{"heading": heading.pk, "text": heading.text} for heading in wall.headings.all()],
        "notes": [_note_state(room, note, wall, names, view) for note in wall.notes.all()],
    }


def _note_state(room, note, wall, names, view="member"):
    told = {**(who(room, note.person_id, names) if not wall.is_anonymous else {}), **note_told(note, wall)}
    if view == "projector":
        del told["who"], told["name"]
    return told
