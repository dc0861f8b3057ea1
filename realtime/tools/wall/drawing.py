"""A wall as one SVG: headings as columns, notes below one another. Signs are measured by a rule of thumb."""

import base64
import textwrap
from xml.sax.saxutils import escape

from realtime.tools.fields import without_unseen
from realtime.tools.wall.models import Note

WIDTH, GAP, PADDING, LINE = 260, 20, 14, 20
SIGNS_A_LINE = 30
HEAD = 110
PICTURE = 160
PAPER, INK, MUTED = "#faf6ee", "#1c2b27", "#55625c"
COLOURS = {"yellow": "#fdebcb", "green": "#dfeae2", "blue": "#dfedf3", "rose": "#fbe3de", "white": "#fffdf8"}


def draw(shown, wall):
    """The SVG of a wall in plain columns, as text."""
    pictures = {note.pk: note for note in Note.objects.shown().filter(wall=wall).exclude(picture="")}
    columns = [column for column in shown["columns"] if column["notes"] or column["heading"]]
    drawn = [_column(place, column, pictures) for place, column in enumerate(columns)]
    width = GAP + max(1, len(columns)) * (WIDTH + GAP)
    height = max([bottom for _parts, bottom in drawn], default=HEAD) + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="15">',
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        _words(GAP, 40, [shown["title"]], INK, 'font-size="24" font-weight="700"'),
        _words(GAP, 68, [shown["question"]], MUTED),
        *(part for parts, _bottom in drawn for part in parts),
        "</svg>",
    ]
    return "\n".join(parts)


def _column(place, column, pictures):
    left, top = GAP + place * (WIDTH + GAP), HEAD
    heading = textwrap.wrap(column["text"], SIGNS_A_LINE - 4)
    parts = [_words(left, top, heading, INK, 'font-weight="700"')]
    top += len(heading) * LINE
    for note in column["notes"]:
        drawn, height = _note(left, top, note, pictures.get(note["note"]))
        parts += drawn
        top += height + GAP // 2
    return parts, top


def _note(left, top, note, pictured):
    lines = [part for line in note["text"].splitlines() for part in textwrap.wrap(line, SIGNS_A_LINE) or [""]]
    lines += textwrap.wrap(f"[{note['picture']}]", SIGNS_A_LINE) if note["picture"] else []
    foot = " · ".join(
        part
        for part in (note["name"], f"♥ {note['likes']}" * bool(note["likes"]), f"● {note['dots']}" * bool(note["dots"]))
        if part
    )
    above = PICTURE + PADDING if pictured else 0
    height = 2 * PADDING + above + LINE * (len(lines) + bool(foot))
    parts = [
        f'<rect x="{left}" y="{top}" width="{WIDTH}" height="{height}" rx="6" fill="{COLOURS[note["colour"]]}" '
        f'stroke="{MUTED}" stroke-opacity="0.35"/>'
    ]
    if pictured:
        parts.append(_image(left + PADDING, top + PADDING, pictured))
    first = top + PADDING + above + 15
    parts.append(_words(left + PADDING, first, lines, INK))
    parts.append(_words(left + PADDING, first + LINE * len(lines), [foot], MUTED, 'font-size="13"'))
    return parts, height


def _image(x, y, note):
    with note.small_picture.open() as stored:
        data = base64.b64encode(stored.read()).decode()
    size = f'width="{WIDTH - 2 * PADDING}" height="{PICTURE}"'
    return f'<image x="{x}" y="{y}" {size} href="data:image/webp;base64,{data}"/>'


def _words(x, y, lines, colour, more=""):
    lines = [escape(without_unseen(line)) for line in lines]
    spans = "".join(f'<tspan x="{x}" dy="{LINE if n else 0}">{line}</tspan>' for n, line in enumerate(lines))
    return f'<text x="{x}" y="{y}" fill="{colour}" {more}>{spans}</text>'
