"""Bars for a summary table, as SVG made on the server. What the table hides, the chart does not know."""

from dataclasses import dataclass

from django.template.loader import render_to_string

WIDTH, LINE, BAR, TOP = 340, 52, 18, 8
LONGEST_LABEL = 36


@dataclass(frozen=True)
class Bar:
    """One row: where it stands and how long it is; ``value`` is None where the figure is hidden."""

    label: str
    value: object
    top: int
    length: float

    @property
    def text_top(self):
        return self.top + 16

    @property
    def bar_top(self):
        return self.top + 24

    @property
    def value_left(self):
        return self.length + 8

    @property
    def value_top(self):
        return self.bar_top + BAR - 4


def bars(table):
    """The bars of the column that is drawn, or none when it has nothing to show."""
    if table.drawn is None:
        return []
    values = [row.values[table.drawn] for row in table.rows]
    most = max((value for value in values if value is not None), default=0)
    if not most:
        return []
    room = WIDTH - 60
    return [
        Bar(_short(row.label), value, TOP + LINE * place, round(room * (value or 0) / most, 1))
        for place, (row, value) in enumerate(zip(table.rows, values, strict=True))
    ]


def svg(table):
    """The chart as a drawing with its title and description, or "" when there is nothing to draw."""
    drawn = bars(table)
    if not drawn:
        return ""
    context = {"table": table, "column": table.columns[table.drawn], "bars": drawn, "width": WIDTH, "bar": BAR}
    return render_to_string("evaluation/chart.svg", context | {"height": TOP * 2 + LINE * len(drawn)})


def _short(label):
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
