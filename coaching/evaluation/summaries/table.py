"""A summary table, and the words its figures are told in."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils import formats
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.core.registries import Column
from coaching.core.suppression import TOTAL, hide, hide_beside_rows
from coaching.evaluation.codebook import plain_table

_OWN = {
    "table": Column(gettext_lazy("Name of the summary")),
    "title": Column(gettext_lazy("What the summary is about")),
    "counts": Column(gettext_lazy("What its figures count, from when and about whom")),
    "row": Column(gettext_lazy("Heading of the row")),
    "column": Column(gettext_lazy("Heading of the column")),
    "value": Column(gettext_lazy("The figure; empty when it is hidden"), "decimal"),
    "hidden": Column(gettext_lazy("Whether the figure is hidden because it could tell of a small group"), "boolean"),
}
COLUMNS = tuple(_OWN)


def own_table(name, title):
    """The table that summaries are written as."""
    return plain_table(name, title, _OWN)


@dataclass(frozen=True)
class Row:
    """A heading and its figures; None is hidden.

    ``circle`` is the key of the subgroup it tells of, "" for more than one; ``about`` are the places of figures that
    are estimates, ``short`` a heading for where there is little room, ``inside`` the heading as it stands within a
    sentence, where that is another.
    """

    label: str
    values: tuple
    circle: str = ""
    about: tuple = ()
    short: str = ""
    inside: str = ""

    @property
    def is_told(self):
        return any(value is not None for value in self.values)

    def tells(self, place):
        return self.values[place] is not None

    def at(self, places):
        """The row with the figures at these places alone."""
        about = tuple(number for number, place in enumerate(places) if place in self.about)
        return replace(self, values=tuple(self.values[place] for place in places), about=about)


@dataclass(frozen=True)
class Table:
    """One summary: ``counts`` says in words what the figures count, from when and about whom.

    ``left_out`` says what is not among them, and why. ``drawn`` are the places
    of the columns that a chart shows, () for no chart; ``chart`` is one of
    charts.DRAWERS. ``circle`` is the key of the subgroup it is about as a
    whole; ``common`` that every coach sees it. ``subject`` names what it tells
    of, where the title says more than that.
    """

    key: str
    title: str
    counts: str
    head: str
    columns: tuple
    rows: tuple
    total: Row | None = None
    drawn: tuple = (0,)
    chart: str = "bars"
    left_out: str = ""
    circle: str = ""
    common: bool = False
    subject: str = ""

    def seen_in(self, circles):
        """The table as somebody sees it who may see these subgroups only: whole, in part, or None."""
        if self.common or self.circle in circles:
            return self
        rows = tuple(row for row in self.rows if row.circle in circles)
        return replace(self, rows=rows, total=None) if rows else None

    @property
    def all_rows(self):
        return (*self.rows, self.total) if self.total else self.rows

    def cells(self, row):
        """(column, figure) pairs of a row."""
        return list(zip(self.columns, row.values, strict=True))

    def told(self, row):
        """(column, figure, whether it is an estimate) of a row."""
        return [(column, value, place in row.about) for place, (column, value) in enumerate(self.cells(row))]

    @property
    def lines(self):
        """(heading, cells) of every row but the total."""
        return [(row.label, self.told(row)) for row in self.rows]

    @property
    def last_line(self):
        return self.total and (self.total.label, self.told(self.total))

    @property
    def has_hidden(self):
        return any(None in row.values for row in self.all_rows)

    @property
    def in_sight(self):
        """As people read it: without the rows and columns ``out_of_sight``. What goes on in time keeps its gaps."""
        if self.chart != "bars":
            return self
        rows = tuple(row for row in self.rows if row.is_told)
        told = rows or ([self.total] if self.total else [])
        kept = [place for place in range(len(self.columns)) if any(row.tells(place) for row in told)]
        return replace(
            self,
            rows=tuple(row.at(kept) for row in rows),
            total=self.total and self.total.at(kept),
            columns=tuple(self.columns[place] for place in kept),
            drawn=tuple(kept.index(place) for place in self.drawn if place in kept),
        )

    @property
    def out_of_sight(self):
        """The headings of rows and columns whose every figure is hidden; a column's with its sum, if that is told."""
        seen = self.in_sight
        rows = [row.label for row in self.rows if not row.is_told] if self.chart == "bars" else []
        columns = [
            f"{column} ({self.total.label}: {formats.number_format(self.total.values[place])})"
            if self.total and self.total.tells(place)
            else column
            for place, column in enumerate(self.columns)
            if column not in seen.columns
        ]
        return [*rows, *columns]

    @property
    def all_hidden(self):
        """Whether it tells nothing: as in a programme of few people."""
        return not any(row.is_told for row in self.all_rows)


def crossed(groups, people, down, across, threshold, before=(), note=None, consenting=()):
    """told(row) → the figures of a row of a table of two ways, its sum last; None is hidden.

    ``groups`` are {(row, column): what is counted}, ``people`` whose each of them is; rows and sums have TOTAL.
    ``before`` is what other figures have counted, one by one; to ``note`` is added what these do. Where rows of
    ``people`` are told, these are the ``consenting``.
    """
    cells = {
        (row, column): {group for group in groups if row in {group[0], TOTAL} and column in {group[1], TOTAL}}
        for row in (*down, TOTAL)
        for column in (*across, TOTAL)
    }
    last = [(TOTAL, TOTAL), *(cell for cell in cells if TOTAL in cell)]
    counted = {cell: frozenset().union(*(groups[part] for part in parts)) for cell, parts in cells.items()}
    if before:
        units = {unit: {unit} for unit in frozenset().union(*counted.values(), *before)}
        hidden = hide(counted, units, threshold, last=last, before=before)
    else:
        hidden = hide_beside_rows(cells, people, threshold, consenting, last=last)
    if note is not None:
        note += (units for cell, units in counted.items() if units and cell not in hidden)

    def told(row):
        figures = ((row, column) for column in (*across, TOTAL))
        return tuple(None if one in hidden else len(counted[one]) for one in figures)

    return told


def grouped(pairs):
    """{group: people} of (person, group) pairs."""
    groups = defaultdict(set)
    for person, key in pairs:
        groups[key].add(person)
    return groups


def span(extract):
    """From when, in words."""
    since, until = (day and formats.date_format(day, "SHORT_DATE_FORMAT") for day in (extract.since, extract.until))
    if since and until:
        return _("from {since} to {until}").format(since=since, until=until)
    if since:
        return _("from {since} on").format(since=since)
    return _("up to {until}").format(until=until) if until else _("during the whole programme")


def month(day):
    """(sortable key, name) of a day's month; a day that is not known comes last."""
    if day is None:
        return "unknown", _("Date not known")
    return day.strftime("%Y-%m"), capfirst(formats.date_format(day, "YEAR_MONTH_FORMAT"))


def inside(key):
    """The key of a month as its name within a sentence, small where the language writes it small; "" for other keys."""
    day = parse_date(f"{key}-01")
    return formats.date_format(day, "YEAR_MONTH_FORMAT") if day else ""


def week(day):
    """(sortable key, name by its Monday) of a day's week; a day that is not known comes last."""
    if day is None:
        return "unknown", _("Date not known")
    monday = day - timedelta(days=day.weekday())
    return monday.isoformat(), _("Week of {day}").format(day=formats.date_format(monday, "SHORT_DATE_FORMAT"))


def short(key):
    """The key of a month or a week as a heading where there is little room; "" for other keys."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", str(key)):
        year, its_month, day = match.groups()
        return f"{int(day)}.{int(its_month)}." if day else f"{int(its_month)}/{year[2:]}"
    return ""


def shortly(count, threshold):
    """A count of people as it may be told on its own: never one of 1 … threshold-1."""
    return _("fewer than {n}").format(n=threshold) if 0 < count < threshold else str(count)
