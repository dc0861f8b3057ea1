"""A wall's notes to take along: as a table, as text, and as a picture."""

import io

from django.utils.translation import gettext as _

from coaching.core.registries import Column
from coaching.evaluation.codebook import plain_table
from coaching.evaluation.formats.comma import CsvWriter
from coaching.evaluation.formats.spreadsheet import SpreadsheetWriter
from realtime.tools.wall.drawing import draw
from realtime.tools.wall.plain import plain_wall
from realtime.tools.wall.state import state
from realtime.tools.wall.sums import given_in


def shown_wall(room, wall):
    """The wall as every member of the room sees it, in columns."""
    told = next(one for one in state(room, "member")["walls"] if one["wall"] == wall.pk)
    given = {note: one.told_to("member") for note, one in given_in(room.pk).items()}
    return plain_wall(told, {}, given)


def _table(writer):
    def write(room, wall):
        shown = shown_wall(room, wall)
        columns = [_("Heading"), _("Note"), _("Picture"), _("Name"), _("Colour"), _("Likes"), _("Dots")]
        file = io.BytesIO()
        table = writer(file, plain_table("wall", shown["title"], {name: Column(name) for name in columns}))
        for column in shown["columns"]:
            for note in column["notes"]:
                values = (column["text"], note["text"], note["picture"] or "", note["name"])
                counts = (str(_(note["colour"])), note["likes"], note["dots"])
                table.write(dict(zip(columns, values + counts, strict=True)))
        table.close()
        return file.getvalue()

    return write


def _text(room, wall):
    shown = shown_wall(room, wall)
    lines = [shown["title"], shown["question"], ""]
    for column in shown["columns"]:
        if column["heading"]:
            lines += [column["text"], "-" * len(column["text"])]
        lines += [_line(note) for note in column["notes"]]
        lines.append("")
    return "\n".join(lines).strip() + "\n"


def _line(note):
    picture = f"[{note['picture']}]" if note["picture"] else ""
    marks = [f"♥ {note['likes']}"] * bool(note["likes"]) + [f"● {note['dots']}"] * bool(note["dots"])
    told = [" ".join(note["text"].split()), picture, f"({note['name']})" if note["name"] else "", *marks]
    return "• " + " ".join(part for part in told if part)


FORMATS = {
    "csv": ("text/csv; charset=utf-8", _table(CsvWriter)),
    "xlsx": (SpreadsheetWriter.media_type, _table(SpreadsheetWriter)),
    "txt": ("text/plain; charset=utf-8", _text),
    "png": ("image/png", lambda room, wall: draw(shown_wall(room, wall), wall)),
}
