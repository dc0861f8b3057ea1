"""What is told of walls."""

from realtime.tools.tool import EventKind

WALL = ("title", "question", "names", "dots", "phase")
NOTE = ("wall", "note", "who", "name", "text", "colour", "picture", "heading", "hidden")

KINDS = {
    "wall.opened": EventKind("everyone", ("wall", *WALL), projected=True),
    "wall.drafted": EventKind("coaches", NOTE),
    "wall.wrote": EventKind("person", NOTE),
    "wall.noted": EventKind("everyone", NOTE, projected=True),
    "wall.edited": EventKind("everyone", NOTE, projected=True, unsays=True),
    "wall.gone": EventKind("everyone", ("wall", "note"), projected=True, sums="note", unsays=True),
    "wall.marked": EventKind("person", ("wall", "note", "liked", "given"), sums="note"),
    "wall.returned": EventKind("coaches", ("wall", "note")),
    "wall.headed": EventKind("everyone", ("wall", "heading", "text"), projected=True),
    "wall.unheaded": EventKind("everyone", ("wall", "heading"), projected=True),
    "wall.grouped": EventKind("everyone", ("wall", "note", "heading"), projected=True),
    "wall.placed": EventKind("everyone", ("wall", "notes", "headings"), projected=True),
    "wall.revealed": EventKind("everyone", ("wall",), projected=True),
    "wall.closed": EventKind("everyone", ("wall",), projected=True, unsays=True),
}


def wall_told(wall):
    return {"wall": wall.pk, **{name: getattr(wall, name) for name in WALL}}


def note_told(note, wall):
    """What an event carries of a note; one without a name, or a group's, says so; the rest is filled in when sent."""
    told = {
        "wall": wall.pk,
        "note": note.pk,
        "text": note.text,
        "colour": note.colour,
        "picture": note.picture_words or None,
        "heading": note.heading_id,
        "hidden": note.hidden,
    }
    if note.group_id:
        return {**told, "who": None, "name": note.group.name}
    return {**told, "who": None, "name": ""} if wall.is_anonymous else told
