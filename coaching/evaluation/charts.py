"""Drawings of a summary table, as SVG made on the server. What the table hides, the drawing does not know.

Drawn by hand: the field's own libraries take a second to start, 150 MB in every
process, and know nothing of our colours in the dark.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string

WIDTH, LINE, BAR, TOP = 340, 52, 18, 8
PANEL, AXIS = 96, 24
LONGEST_LABEL = 44
LONGEST_BESIDE = 18
MOST_LABELS = 7


@dataclass(frozen=True)
class Shape:
    """A bar or a piece of one. ``value`` is None where the figure is hidden."""

    value: object
    left: float = 0
    top: float = 0
    width: float = 0
    height: float = BAR
    fill: int = 0
    label: str = ""

    @property
    def middle(self):
        return self.left + self.width / 2

    @property
    def right(self):
        return self.left + self.width

    @property
    def text_top(self):
        return self.top + self.height - 4


@dataclass(frozen=True)
class Line:
    """What is drawn of one row of a table, or of one column of it, under its heading."""

    label: str
    top: float
    shapes: tuple
    marks: tuple = ()

    @property
    def text_top(self):
        return self.top + 16

    @property
    def bottom(self):
        return self.top + PANEL + 24


@dataclass(frozen=True)
class Drawing:
    lines: tuple
    height: float
    legend: tuple = ()


def bars(table):
    """A bar for each row; several drawn columns are bars under one another, told apart by their headings."""
    columns = table.drawn
    values = [row.values[place] for row in table.rows for place in columns]
    most = max((value for value in values if value is not None), default=0)
    if not most:
        return None
    if len(columns) > 1 and max(len(table.columns[place]) for place in columns) > LONGEST_BESIDE:
        return _bars_under_headings(table, most)
    room = WIDTH - (60 if len(columns) == 1 else 150)
    lines, top = [], TOP
    for row in table.rows:
        shapes = [
            Shape(
                row.values[place],
                top=top + 24 + (BAR + 6) * number,
                width=round(room * (row.values[place] or 0) / most, 1),
                label=table.columns[place] if len(columns) > 1 else "",
            )
            for number, place in enumerate(columns)
        ]
        lines.append(Line(_short(row.label), top, tuple(shapes)))
        top += LINE + (BAR + 6) * (len(columns) - 1)
    return Drawing(tuple(lines), top + TOP)


def _bars_under_headings(table, most):
    """Headings too long to stand beside a bar stand over it, under the row's own."""
    lines, top = [], TOP
    for row in table.rows:
        lines.append(Line(_short(row.label), top, ()))
        top += BAR + 6
        for place in table.drawn:
            value = row.values[place]
            bar = Shape(value, top=top + 24, width=round((WIDTH - 60) * (value or 0) / most, 1))
            lines.append(Line(_short(table.columns[place]), top, (bar,)))
            top += LINE
    return Drawing(tuple(lines), top + TOP)


def shares(table):
    """A bar of a hundred for each row, filled as far as the share goes."""
    [place] = table.drawn
    if all(row.values[place] is None for row in table.rows):
        return None
    lines = []
    for number, row in enumerate(table.rows):
        top, value = TOP + LINE * number, row.values[place]
        whole = Shape("", top=top + 24, width=WIDTH - 60, fill=3)
        part = Shape(value, top=top + 24, width=(WIDTH - 60) * (value or 0) / 100, label="%")
        lines.append(Line(_short(row.label), top, (part,) if value is None else (whole, part)))
    return Drawing(tuple(lines), TOP * 2 + LINE * len(lines))


def columns(table):
    """A small picture over time for each drawn column that has anything to show; each has its own scale."""
    lines, top = [], TOP
    step = WIDTH / max(len(table.rows), 1)
    for place in table.drawn:
        values = [row.values[place] for row in table.rows]
        most = max((value for value in values if value is not None), default=0)
        if most:
            base = top + 24 + PANEL
            shapes = tuple(
                Shape(
                    value,
                    left=step * number + step * 0.12,
                    top=base - PANEL * (value or 0) / most,
                    width=step * 0.76,
                    height=PANEL * (value or 0) / most,
                )
                for number, value in enumerate(values)
            )
            lines.append(Line(f"{table.columns[place]}: 0–{most}", top, shapes, _marks(table.rows, step)))
            top += PANEL + AXIS + 30
    return Drawing(tuple(lines), top + TOP) if lines else None


def _marks(rows, step):
    """(middle, heading) of as many rows as there is room for."""
    every = -(-len(rows) // MOST_LABELS)
    return tuple(
        (step * place + step / 2, row.short or row.label) for place, row in enumerate(rows) if place % every == 0
    )


def parts(table):
    """A bar of a hundred for each row, in the drawn columns' parts; only where every part is told."""
    lines = []
    for row in table.rows:
        values = [row.values[place] for place in table.drawn]
        if None in values or not sum(values):
            continue
        top, left, shapes = TOP + LINE * len(lines), 0, []
        for number, value in enumerate(values):
            width = WIDTH * value / sum(values)
            shapes.append(Shape(value, left=left, top=top + 24, width=width, fill=number))
            left += width
        lines.append(Line(_short(row.label), top, tuple(shapes)))
    legend = tuple((number, table.columns[place]) for number, place in enumerate(table.drawn))
    return Drawing(tuple(lines), TOP * 2 + LINE * len(lines) + 24, legend) if lines else None


DRAWERS = {"bars": bars, "shares": shares, "columns": columns, "parts": parts}


def drawing(table):
    """What is drawn of the table, or None when there is nothing to draw."""
    return DRAWERS[table.chart](table) if table.drawn and table.rows else None


def svg(table):
    """The chart as a drawing with its title and description, or "" when there is nothing to draw."""
    seen = table.in_sight
    drawn = drawing(seen)
    if not drawn:
        return ""
    column = ", ".join(seen.columns[place] for place in seen.drawn)
    context = {"table": seen, "column": column, "drawn": drawn, "width": WIDTH, "bar": BAR}
    return render_to_string("evaluation/chart.svg", context)


def _short(label):
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
