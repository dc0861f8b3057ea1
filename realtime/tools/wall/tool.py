from realtime.tools.fields import Integer, OneOf, Text
from realtime.tools.tool import DeedKind, Tool
from realtime.tools.wall import actions, notes, order, state
from realtime.tools.wall.models import LONGEST_NOTE, Colour, Names, Phase
from realtime.tools.wall.sums import given_in

NOTE = Text(LONGEST_NOTE)
NOTE_OF_PICTURE = Text(LONGEST_NOTE, least=0)
COLOUR = OneOf(tuple(Colour.values))
HEADING = Text(120)
PUT_UP = {
    "title": Text(120),
    "question": Text(300, least=0),
    "names": OneOf(tuple(Names.values)),
    "dots": Integer(),
    "phase": OneOf((Phase.WRITE.value, Phase.REVEALED.value)),
}

WALL = Tool(
    deeds={
        "write_note": DeedKind(
            notes.write_note,
            {"wall": Integer(), "text": NOTE, "colour": COLOUR, "heading": Integer()},
            "realtime.say",
            "wall.wrote",
        ),
        "edit_note": DeedKind(
            notes.edit_note,
            {"note": Integer(), "text": NOTE_OF_PICTURE, "colour": COLOUR},
            "realtime.say",
            "wall.wrote",
        ),
        "remove_note": DeedKind(notes.remove_note, {"note": Integer()}, "realtime.say", "wall.gone"),
        "mark_note": DeedKind(
            notes.mark_note,
            {"note": Integer(), "liked": Integer(), "given": Integer()},
            "realtime.say",
            "wall.marked",
        ),
        "put_up_wall": DeedKind(actions.put_up_wall, PUT_UP, "realtime.run", "wall.opened"),
        "reveal_wall": DeedKind(actions.reveal_wall, {"wall": Integer()}, "realtime.run", "wall.revealed"),
        "close_wall": DeedKind(actions.close_wall, {"wall": Integer()}, "realtime.run", "wall.closed"),
        "add_heading": DeedKind(
            actions.add_heading, {"wall": Integer(), "text": HEADING}, "realtime.run", "wall.headed"
        ),
        "rename_heading": DeedKind(
            actions.rename_heading, {"heading": Integer(), "text": HEADING}, "realtime.run", "wall.headed"
        ),
        "remove_heading": DeedKind(actions.remove_heading, {"heading": Integer()}, "realtime.run", "wall.unheaded"),
        "group_note": DeedKind(
            actions.group_note, {"note": Integer(), "heading": Integer()}, "realtime.run", "wall.grouped"
        ),
        "move_note": DeedKind(
            order.move_note, {"note": Integer(), "to": OneOf(order.WAYS)}, "realtime.run", "wall.placed"
        ),
        "move_heading": DeedKind(
            order.move_heading, {"heading": Integer(), "to": OneOf(order.WAYS)}, "realtime.run", "wall.placed"
        ),
        "hide_note": DeedKind(actions.hide_note, {"note": Integer()}, "realtime.run", "wall.gone"),
        "show_note": DeedKind(actions.show_note, {"note": Integer()}, "realtime.run", "wall.returned"),
    },
    state=state.state,
    owns=state.owns,
    sums=given_in,
)
