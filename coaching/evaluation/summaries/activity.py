"""What has been going on, month by month and week by week: messages, talk, answers, notes of learning, visits."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _

from coaching.core.days import day_of
from coaching.core.registries import datasets
from coaching.core.suppression import TOTAL, hide_beside_rows
from coaching.evaluation.summaries.attendance import ALL as ALL_VISITS
from coaching.evaluation.summaries.attendance import Attended
from coaching.evaluation.summaries.frame import THAT_DAY
from coaching.evaluation.summaries.table import Row, Table, inside, month, short, span, week

ALL = (TOTAL, TOTAL)


@dataclass
class Deeds:
    """Deeds of one kind: how many of whom in each month, week and subgroup."""

    counts: Counter = field(default_factory=Counter)
    people: dict = field(default_factory=lambda: defaultdict(set))
    names: dict = field(default_factory=dict)
    _periods: dict = field(default_factory=dict)

    def add(self, day, circle, people, count=1):
        if day not in self._periods:
            self._periods[day] = self._named(day)
        atom = (*self._periods[day], circle)
        self.counts[atom] += count
        self.people[atom] |= people

    def _named(self, day):
        """The keys of a day's month and week, whose names are kept: there may be a million deeds, but few days."""
        (month_key, month_name), (week_key, week_name) = month(day), week(day)
        self.names[("month", month_key)], self.names[("week", week_key)] = month_name, week_name
        return month_key, week_key

    @property
    def cells(self):
        found = defaultdict(set)
        for atom in self.counts:
            month_key, week_key, circle = atom
            names = [ALL, ("month", month_key), ("week", week_key)]
            names += [("circle", circle), ("circle_month", (circle, month_key))] if circle else []
            for name in names:
                found[name].add(atom)
        return found

    def told(self, threshold, consenting=()):
        """{cell: how many, or None}, decided on together, beside the rows of the ``consenting``."""
        cells = self.cells
        first = [name for way in (TOTAL, "month", "circle") for name in sorted(cells) if name[0] == way]
        hidden = hide_beside_rows(cells, self.people, threshold, consenting, last=first)
        return {
            name: None if name in hidden else sum(self.counts[atom] for atom in atoms) for name, atoms in cells.items()
        }


def activity(frame, attended: Attended):
    """Tables by month and by week for the programme, and by month for each subgroup."""
    notes = _("Notes of learning")
    kinds = {
        _("Messages in discussions"): _told(frame, "forum_posts", "at"),
        _("Messages in the digikahvit"): _told(frame, "chat", "at"),
        _("Answers to polls"): _votes(frame),
        notes: _told(frame, "journal", "date"),
    }
    names = {}
    figures = {}
    for head, deeds in kinds.items():
        names |= deeds.names
        # In talk a placeholder stands in the rows for who has not consented, so nothing follows from what is missing.
        figures[head] = deeds.told(frame.threshold, frame.snapshot.numbers if head == notes else ())
    columns = {head: told for head, told in figures.items() if told}
    visits = _("Visits to sessions")
    names |= attended.periods
    ways = {
        "month": (_("Month"), _("Activity by month"), "columns"),
        "week": (_("Week"), _("Activity by week"), "columns"),
    }
    table = partial(_table, frame, columns, visits, attended, names)
    for way, (head, title, chart) in ways.items():
        yield from table(f"activity_{way}", title, head, way, chart)
    for key, name in frame.circles.items():
        title = _("Activity by month: {subgroup}").format(subgroup=name)
        yield from table(f"activity_{key}", title, _("Month"), "circle_month", "columns", circle=key)


def _table(frame, columns, visits, attended, names, key, title, head, way, chart, circle=""):
    def cell(period):
        return (way, (circle, period)) if circle else (way, period)

    def row(name, label, period=""):
        deeds = (told.get(name, None if None in told.values() else 0) for told in columns.values())
        figures = (*deeds, attended.visits(_visit_cell(name)))
        return Row(label, figures, short=short(period), inside=inside(period))

    unit = "month" if circle else way
    periods = sorted(period for kind, period in names if kind == unit)
    rows = [row(cell(period), names[unit, period], period) for period in periods]
    rows = [one for one in rows if any(value != 0 for value in one.values)]
    if rows:
        total = row(("circle", circle) if circle else ALL, _("All"))
        yield Table(
            key=key,
            title=title,
            counts=_(
                "Messages, answers, notes and visits {span}, by whoever did them, whether or not they have consented. "
                "An answer is one ballot in a poll that is over; a note is a deed of learning or one written by hand."
            ).format(span=span(frame.extract)),
            left_out=_("Polls that fewer than {n} answered are not counted.").format(n=frame.threshold)
            + (
                " " + _("What was written for everybody is in no subgroup's figures.") + f" {THAT_DAY}"
                if circle
                else ""
            ),
            head=head,
            columns=(*columns, visits),
            rows=tuple(rows),
            total=total,
            drawn=tuple(range(len(columns) + 1)),
            chart=chart,
            circle=circle,
        )


def _visit_cell(name):
    return ALL_VISITS if name == ALL else name


def _told(frame, table, when):
    """Rows of a dataset as deeds. What has no subgroup of its own and is no talk goes by the person's on that day."""
    deeds = Deeds()
    if table in datasets:
        for person, day, subgroup, count in _counted(frame, datasets[table], when):
            circle = frame.circle_on(person, day) if subgroup is None else frame.circle_named.get(subgroup, "")
            deeds.add(day, circle, {person}, count)
    return deeds


def _counted(frame, dataset, when):
    """(person, day, subgroup or None where the table has none, how many)."""
    if dataset.counted:
        for person, day, subgroup, count in dataset.counted(frame.extract):
            yield person, day, subgroup or "", count
        return
    own = "subgroup" in dataset.columns
    for row in dataset.rows(frame.extract):
        yield row["person"], day_of(row[when]), (row["subgroup"] or "") if own else None, 1


def _votes(frame):
    """Ballots by the day their run was opened. Whose they are is not known, so runs are taken to share people."""
    deeds = Deeds()
    if "poll_runs" not in datasets or "poll_ballots" not in datasets:
        return deeds
    cast = defaultdict(set)
    for row in datasets["poll_ballots"].rows(frame.extract):
        cast[row["run"]].add(row["ballot"])
    for run in datasets["poll_runs"].rows(frame.extract):
        if len(ballots := cast[run["run"]]) >= frame.threshold:
            deeds.add(day_of(run["opened_at"]), frame.circle_named.get(run["subgroup"], ""), ballots, len(ballots))
    return deeds
