"""The order of notes and headings."""

import pytest

from realtime.models import Wall
from realtime.tools.wall import actions
from realtime.tools.wall import order as order_of
from realtime.tools.wall.plain import plain_wall
from realtime.tools.wall.state import state
from tests.unit.realtime.wall.ways import at


def _columns(room, wall):
    told = next(one for one in state(room, "coach")["walls"] if one["wall"] == wall.pk)
    shown = plain_wall(told, {}, {})
    return [(column["text"], [note["text"] for note in column["notes"]]) for column in shown["columns"]]


@pytest.fixture
def letters(room, make_wall, write):
    """A wall with the notes a, b, c and d."""
    wall = make_wall()
    return wall, {text: write(wall, text) for text in "abcd"}


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ([("d", "earlier")], "abdc"),
        ([("a", "later")], "bacd"),
        ([("c", "first")], "cabd"),
        ([("b", "last")], "acdb"),
        ([("a", "first"), ("d", "last")], "abcd"),
        ([("d", "earlier"), ("d", "earlier"), ("d", "earlier"), ("d", "earlier")], "dabc"),
        ([("a", "last"), ("b", "last"), ("a", "earlier")], "cadb"),
    ],
)
def test_notes_stand_where_the_coach_moves_them(room, coach, letters, moves, order):
    wall, written = letters

    for text, to in moves:
        order_of.move_note(by=coach, room=room, note=written[text].pk, to=to)

    assert _columns(room, Wall.objects.get(pk=wall.pk)) == [("", list(order))]


def test_there_is_always_room_between_two(room, coach, letters):
    """Halving a place over and over comes to its end; the places are then numbered anew."""
    wall, written = letters

    for _time in range(60):
        order_of.move_note(by=coach, room=room, note=written["d"].pk, to="earlier")
        order_of.move_note(by=coach, room=room, note=written["c"].pk, to="earlier")

    assert _columns(room, wall) == [("", ["a", "b", "c", "d"])]
    assert set(Wall.objects.get(pk=wall.pk).placed["notes"]) == {str(note.pk) for note in written.values()}


def test_notes_move_among_those_of_their_heading_and_headings_with_their_notes(room, coach, letters):
    wall, written = letters
    one, two = [actions.add_heading(by=coach, room=room, wall=wall.pk, text=text) for text in ("Yksi", "Kaksi")]
    for text in "ac":
        actions.group_note(by=coach, room=room, note=written[text].pk, heading=two.pk)

    order_of.move_note(by=coach, room=room, note=written["c"].pk, to="earlier")
    order_of.move_heading(by=coach, room=room, heading=two.pk, to="earlier")

    assert _columns(room, wall) == [("", ["b", "d"]), ("Kaksi", ["c", "a"]), ("Yksi", [])]
    assert [heading.pk for heading in order_of.headings_of(Wall.objects.get(pk=wall.pk))] == [two.pk, one.pk]


def test_coaches_move_with_plain_forms_and_members_do_not(room, coach, participant, letters, signed_in):
    wall, written = letters
    heading = actions.add_heading(by=coach, room=room, wall=wall.pk, text="Yksi")
    last = actions.add_heading(by=coach, room=room, wall=wall.pk, text="Kaksi")
    note, move = written["d"].pk, {"to": "first"}

    refused_ = signed_in(participant).post(at("move_note", room, note), move).status_code
    answers = [
        signed_in(coach).post(at("move_note", room, note), move),
        signed_in(coach).post(at("change_heading", room, last.pk), {"to": "earlier"}),
    ]

    assert (refused_, [answer.status_code for answer in answers]) == (403, [302, 302])
    assert _columns(room, wall) == [("", ["d", "a", "b", "c"]), ("Kaksi", []), ("Yksi", [])]
    assert heading.pk < last.pk
    assert "1 / 4" in signed_in(coach).get(at("note", room, note)).content.decode()
