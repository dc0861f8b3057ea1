"""Walls of a room's frames in shapes that a template can walk."""

from realtime.tools.wall.order import in_order

MOST_IN_ROOM = 60


def plain_walls(snapshot, tick, now=None):
    """{"wall": the one that is on or else the latest, "other_walls"}; ``now`` asks for the wall of that number, whole.

    In the room a page has MOST_IN_ROOM notes at most: the rest come by script, or stand on the wall's own page.
    """
    given = {sum_["note"]: sum_ for sum_ in tick.get("wall", ())}
    most = None if now else MOST_IN_ROOM
    walls = [plain_wall(wall, snapshot, given, most) for wall in snapshot["walls"]]
    open_walls = [wall for wall in walls if wall["phase"] != "closed"]
    asked = [wall for wall in walls if wall["wall"] == now]
    shown = next(iter(asked or open_walls[-1:] or walls[-1:]), None)
    return {"wall": shown, "other_walls": [wall for wall in reversed(walls) if wall is not shown]}


def plain_wall(wall, snapshot, given, most=None):
    """A wall with its notes in columns: first those under no heading, then those under each heading in turn.

    Notes and headings stand where a coach has put them.
    """
    mine = {note["note"]: note for note in snapshot.get("my_notes", ()) if note["wall"] == wall["wall"]}
    marks = snapshot.get("my_marks", {})
    notes = {note["note"]: note for note in wall["notes"]}
    every, placed = mine | notes, wall["placed"]
    shown = [_plain_note(every[number], mine, marks, given) for number in in_order(every, placed["notes"])]
    headings = {heading["heading"]: heading for heading in wall["headings"]}
    headings = [headings[number] for number in in_order(headings, placed["headings"])]
    columns = [{"heading": None, "text": ""}, *(dict(heading) for heading in headings)]
    for column in columns:
        column["notes"] = [note for note in shown[:most] if note["heading"] == column["heading"]]
    used = sum(mark["given"] for mark in marks.values() if mark["wall"] == wall["wall"])
    return {
        **wall,
        "headings": headings,
        "columns": columns,
        "count": len(shown),
        "is_cut": len(shown) > len(shown[:most]),
        "dots_left": wall["dots"] - used,
    }


def _plain_note(note, mine, marks, given):
    sums = given.get(note["note"], {"likes": 0, "dots": 0})
    mark = marks.get(str(note["note"]), {"liked": False, "given": 0})
    return {**note, **mark, **sums, "mine": note["note"] in mine}
