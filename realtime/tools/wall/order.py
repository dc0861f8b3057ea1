"""The order of a wall's headings, and of the notes under each: as they came, until a coach moves them."""

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import writing
from realtime.tools.wall.models import Heading
from realtime.tools.wall.notes import find_note

WAYS = ("first", "earlier", "later", "last")


def move_note(*, by, room, note, to, deed_id=None):
    """Move a note among those under the same heading; hidden ones count, as coaches see them."""
    with writing(room.pk) as log:
        note = find_note(room, note)
        under = note.wall.notes.filter(heading=note.heading_id).values_list("pk", flat=True)
        return _move(log, room, note.wall, "notes", list(under), note.pk, to, by, deed_id)


def move_heading(*, by, room, heading, to, deed_id=None):
    """Move a heading among the wall's headings, its notes with it."""
    with writing(room.pk) as log:
        found = Heading.objects.filter(pk=heading, wall__room=room).select_related("wall").first()
        if found is None:
            raise Refused("no_such_heading", _("There is no such heading on this wall. Reload the page."))
        all_of_them = list(found.wall.headings.values_list("pk", flat=True))
        return _move(log, room, found.wall, "headings", all_of_them, found.pk, to, by, deed_id)


def in_order(numbers, placed):
    """The numbers (pks) by where they have been put; what nobody has moved stands at its own number."""
    return sorted(numbers, key=lambda number: (placed.get(str(number), number), number))


def headings_of(wall):
    """The wall's headings in their order."""
    headings = {heading.pk: heading for heading in wall.headings.all()}
    return [headings[number] for number in in_order(headings, wall.placed["headings"])]


def _move(log, room, wall, kind, numbers, moved, to, by, deed_id):
    told = {"notes": {}, "headings": {}}
    told[kind] = _places(in_order(numbers, wall.placed[kind]), wall.placed[kind], moved, to)
    wall.placed[kind] |= told[kind]
    wall.save(update_fields=["placed"])
    log.append(room, "wall.placed", {"wall": wall.pk, **told}, actor=by, deed_id=deed_id)
    return wall


def _places(order, placed, moved, to):
    """{number: new place} of the one that moves; of all of them when there is no room between two."""
    at = order.index(moved)
    others = order[:at] + order[at + 1 :]
    last = len(others)
    target = {"first": 0, "earlier": max(at - 1, 0), "later": min(at + 1, last), "last": last}[to]
    if target == at:
        return {}
    places = [placed.get(str(number), number) for number in others]
    low, high = (places[target - 1] if target else None), (places[target] if target < last else None)
    if low is None or high is None:
        return {str(moved): high - 1 if low is None else low + 1}
    middle = (low + high) / 2
    if low < middle < high:
        return {str(moved): middle}
    return {str(number): place for place, number in enumerate([*others[:target], moved, *others[target:]])}
