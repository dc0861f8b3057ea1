"""A summary table, and the words its figures are told in."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.core.registries import Column
from coaching.core.suppression import hide
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
TOTAL = "total"


def own_table(name, title):
    """The table that summaries are written as."""
    return plain_table(name, title, _OWN)


@dataclass(frozen=True)
class Row:
    """A heading and its figures; None is hidden."""

    label: str
    values: tuple


@dataclass(frozen=True)
class Table:
    """One summary: ``counts`` says in words what the figures count, from when and about whom.

    ``drawn`` is the place of the column that a chart shows, None for no chart.
    """

    key: str
    title: str
    counts: str
    head: str
    columns: tuple
    rows: tuple
    total: Row | None = None
    drawn: int | None = 0

    @property
    def all_rows(self):
        return (*self.rows, self.total) if self.total else self.rows

    def cells(self, row):
        """(column, figure) pairs of a row."""
        return list(zip(self.columns, row.values, strict=True))

    @property
    def lines(self):
        """(heading, cells) of every row but the total."""
        return [(row.label, self.cells(row)) for row in self.rows]

    @property
    def last_line(self):
        return self.total and (self.total.label, self.cells(self.total))

    @property
    def has_hidden(self):
        return any(None in row.values for row in self.all_rows)


def counted(study, *, key, title, counts, head, labels, groups):
    """A table of one column whose rows divide the people; groups without a label are in the total only."""
    cells = {name: {name} for name in labels}
    cells[TOTAL] = set(groups)
    hidden = hide(cells, groups, study.threshold, last=[TOTAL])
    everybody = set().union(*groups.values())
    return Table(
        key=key,
        title=title,
        counts=counts,
        head=head,
        columns=(_("People"),),
        rows=tuple(Row(str(labels[n]), (None if n in hidden else len(groups[n]),)) for n in labels),
        total=Row(_("All"), (None if TOTAL in hidden else len(everybody),)),
    )


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
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return day.strftime("%Y-%m"), formats.date_format(day, "YEAR_MONTH_FORMAT").capitalize()


def shortly(count, threshold):
    """A count of people as it may be told on its own: never one of 1 … threshold-1."""
    return _("fewer than {n}").format(n=threshold) if 0 < count < threshold else str(count)
