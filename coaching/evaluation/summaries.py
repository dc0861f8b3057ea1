"""The summary tables: counts of everybody, with small groups hidden. Nothing here tells of one person.

Each table says in words what it counts, from when and about whom. The visits of
the attendance tables are hidden together, because the same visits make up all
three; a row that is hidden is hidden whole, since visits less people are repeats.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.accounts.models import Organisation
from coaching.core.registries import datasets
from coaching.evaluation.extract import consenting
from coaching.evaluation.suppression import hide
from coaching.programmes.datasets import held_within
from coaching.programmes.models import MEMBERS, Attendance, Enrolment, Session

COLUMNS = ("table", "title", "counts", "row", "column", "value", "hidden")
TOTAL = "total"


@dataclass(frozen=True)
class Row:
    """A heading and its figures; None is hidden."""

    label: str
    values: tuple

    @property
    def is_hidden(self):
        return None in self.values


@dataclass(frozen=True)
class Table:
    """One summary: ``counts`` says in words what the figures count, from when and about whom."""

    key: str
    title: str
    counts: str
    head: str
    columns: tuple
    rows: tuple
    total: Row | None = None

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
        return any(row.is_hidden for row in self.all_rows)


def tables(study, extract):
    """Every summary of the study that has something to count, in the language in force."""
    found = [reach(study), consent(study), *attendance(study, extract), *visits(study, extract)]
    found += poll_tallies(study, extract)
    return [table for table in found if table and table.rows]


def rows(tables):
    """The tables as one long list, for files."""
    for table in tables:
        for row in table.all_rows:
            for column, value in table.cells(row):
                yield {
                    "table": table.key,
                    "title": table.title,
                    "counts": table.counts,
                    "row": row.label,
                    "column": column,
                    "value": value,
                    "hidden": value is None,
                }


def span(extract):
    """From when, in words."""
    since, until = (day and formats.date_format(day, "SHORT_DATE_FORMAT") for day in (extract.since, extract.until))
    if since and until:
        return _("from {since} to {until}").format(since=since, until=until)
    if since:
        return _("from {since} on").format(since=since)
    return _("up to {until}").format(until=until) if until else _("the whole time of the programme")


def reach(study):
    """Members by the kind of their employer; those without one are in the total only."""
    members = Enrolment.objects.filter(programme=study.programme_id, role__in=MEMBERS)
    kinds = dict(members.order_by("organisation").values_list("person_id", "organisation__kind"))
    groups = _grouped(kinds.items())
    labels = {kind: label.capitalize() for kind, label in Organisation.Kind.choices if kind in groups}
    return _counted(
        study,
        key="reach",
        title=_("Members by kind of employer"),
        counts=_(
            "People who have joined the programme as members at any time. Those with no employer in the programme "
            "are counted in the total only."
        ),
        head=_("Kind of employer"),
        labels=labels,
        groups=groups,
    )


def consent(study):
    members = set(
        Enrolment.objects.filter(programme=study.programme_id, role__in=MEMBERS).values_list("person_id", flat=True)
    )
    yes = consenting(study.programme_id) & members
    return _counted(
        study,
        key="consent",
        title=_("Consent to the evaluation"),
        counts=_("Members of the programme, by whether their consent to the evaluation is in force now."),
        head=_("Consent"),
        labels={True: _("Has consented"), False: _("Has not consented")},
        groups={True: yes, False: members - yes},
    )


def attendance(study, extract):
    """Visits, different people and repeats by theme, kind of session and month."""
    found = list(
        Attendance.objects.filter(held_within(extract, "session__"), session__programme=study.programme_id)
        .order_by("session__theme__number", "session__starts_at", "pk")
        .values_list(
            "person_id", "session__theme__number", "session__theme__name", "session__kind", "session__starts_at"
        )
    )
    kinds = dict(Session.Kind.choices)
    ways = {
        "theme": lambda number, name, kind, at: (number, f"{number} {name}" if number else _("No theme")),
        "kind": lambda number, name, kind, at: (kind, kinds[kind].capitalize()),
        "month": lambda number, name, kind, at: _month(at),
    }
    visits, labels, atoms, cells = defaultdict(list), {}, defaultdict(set), defaultdict(set)
    for person, *what in found:
        names = [(way, label(*what)) for way, label in ways.items()]
        atom = tuple((way, key) for way, (key, _label) in names)
        atoms[atom].add(person)
        for way, (key, label) in [*names, (TOTAL, (TOTAL, _("All")))]:
            visits[way, key].append(person)
            cells[way, key].add(atom)
            labels[way, key] = label
    hidden = _hidden_visits(cells, atoms, visits, study.threshold)
    heads = {"theme": _("Theme"), "kind": _("Kind of session"), "month": _("Month")}
    titles = {
        "theme": _("Attendance by theme (coaching round)"),
        "kind": _("Attendance by kind of session"),
        "month": _("Attendance by month"),
    }
    for way in ways:
        yield Table(
            key=f"attendance_{way}",
            title=titles[way],
            counts=_(
                "Visits to sessions held {span}; everybody who was there is counted, whether or not they have "
                "consented. “Different people” counts each person once a row, “repeats” is visits less "
                "different people."
            ).format(span=span(extract)),
            head=heads[way],
            columns=(_("Visits"), _("Different people"), _("Repeats")),
            rows=tuple(_visits_row(labels[cell], visits[cell], cell in hidden) for cell in labels if cell[0] == way),
            total=_visits_row(_("All"), visits[TOTAL, TOTAL], (TOTAL, TOTAL) in hidden),
        )


def visits(study, extract):
    """Guidance visits by month, and in each month by the kind of organisation; counted from the visits' own table."""
    if "visits" not in datasets:
        return []
    groups, labels = defaultdict(set), {}
    kinds = {kind: label.capitalize() for kind, label in Organisation.Kind.choices}
    for number, row in enumerate(datasets["visits"].rows(extract)):
        key, label = _month(row["date"])
        kind = row.get("organisation_kind")
        groups[key, kind].add(number)
        labels[key, kind] = (label, kinds.get(kind, _("Not told")))
    if not labels:
        return []
    return [_visits_table(study, extract, groups, labels)]


def poll_tallies(study, extract):
    """Each closed run of a poll: how many answered, and how many chose what. People, not ticks."""
    if "poll_ballots" not in datasets or "poll_runs" not in datasets:
        return
    runs = {row["run"]: row for row in datasets["poll_runs"].rows(extract)}
    ballots = defaultdict(lambda: defaultdict(set))
    answers = defaultdict(dict)
    for row in datasets["poll_ballots"].rows(extract):
        ballots[row["run"]][row["ballot"]].add(row["option"])
        answers[row["run"]][row["option"]] = row["answer"]
    for run, chosen in ballots.items():
        if run in runs:
            yield _tally(study, runs[run], chosen, answers[run])


def _tally(study, run, chosen, answers):
    """Choices that may overlap: each option parts those who answered into who chose it and who did not."""
    patterns = defaultdict(set)
    for ballot, options in chosen.items():
        patterns[frozenset(options)].add(ballot)
    options = sorted(answers)
    cells = {option: {pattern for pattern in patterns if option in pattern} for option in options}
    cells[TOTAL] = set(patterns)
    hidden = hide(cells, patterns, study.threshold, last=[TOTAL])
    counts = Counter(option for options_of in chosen.values() for option in options_of)
    when = run["closed_at"] or run["opened_at"]
    return Table(
        key=f"poll_{run['run']}",
        title=run["question"],
        counts=_(
            "People who chose each answer in the session {session} on {day}. One person, one ballot; where several "
            "answers may be chosen the rows add up to more than the people."
        ).format(session=run["session"], day=formats.date_format(when, "SHORT_DATE_FORMAT")),
        head=_("Answer"),
        columns=(_("People"),),
        rows=tuple(Row(answers[option], (None if option in hidden else counts[option],)) for option in options),
        total=Row(_("Answered"), (None if TOTAL in hidden else len(chosen),)),
    )


def _counted(study, *, key, title, counts, head, labels, groups):
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


def _hidden_visits(cells, atoms, visits, threshold):
    """Hidden until neither the visits of all tables together nor the people of any one of them give a group away."""
    total = (TOTAL, TOTAL)
    hidden = set()
    while True:
        before = len(hidden)
        hidden |= hide(cells, atoms, threshold, last=[total], already=hidden)
        for way in ("theme", "kind", "month"):
            own = {cell: set(visits[cell]) for cell in cells if cell[0] in {way, TOTAL}}
            patterns = _patterns(own)
            parts = {cell: {pattern for pattern in patterns if cell in pattern} for cell in own}
            hidden |= hide(parts, patterns, threshold, last=[total], already=hidden)
        if len(hidden) == before:
            return hidden


def _patterns(groups):
    """People by exactly which of the groups they are in: what the counts of different people are sums of."""
    where = defaultdict(set)
    for name, people in groups.items():
        for person in people:
            where[person].add(name)
    patterns = defaultdict(set)
    for person, names in where.items():
        patterns[frozenset(names)].add(person)
    return patterns


def _visits_row(label, people, is_hidden):
    visits, different = len(people), len(set(people))
    return Row(label, (None, None, None) if is_hidden else (visits, different, visits - different))


def _visits_table(study, extract, groups, labels):
    months = {key: label for (key, _kind), (label, _kind_label) in sorted(labels.items(), key=lambda item: item[0][0])}
    kinds = {kind: label for (_key, kind), (_month_label, label) in labels.items()}
    cells = {(month, kind): {(month, kind)} & groups.keys() for month in months for kind in kinds}
    cells |= {(month, TOTAL): {cell for cell in groups if cell[0] == month} for month in months}
    cells |= {(TOTAL, kind): {cell for cell in groups if cell[1] == kind} for kind in kinds}
    cells[TOTAL, TOTAL] = set(groups)
    last = [cell for cell in cells if TOTAL in cell]
    hidden = hide(cells, groups, study.threshold, last)
    sizes = {name: sum(len(groups[atom]) for atom in atoms) for name, atoms in cells.items()}

    def row(key, label):
        return Row(label, tuple(None if (key, kind) in hidden else sizes[key, kind] for kind in (*kinds, TOTAL)))

    return Table(
        key="visits_month",
        title=_("Guidance visits by month and kind of organisation"),
        counts=_("Guidance visits made {span}, each counted once.").format(span=span(extract)),
        head=_("Month"),
        columns=(*kinds.values(), _("All")),
        rows=tuple(row(month, label) for month, label in months.items()),
        total=row(TOTAL, _("All")),
    )


def _grouped(pairs):
    groups = defaultdict(set)
    for person, key in pairs:
        groups[key].add(person)
    return groups


def _month(day):
    """(sortable key, name) of a day's month."""
    if day is None:
        return "", _("Date not known")
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return day.strftime("%Y-%m"), formats.date_format(day, "YEAR_MONTH_FORMAT").capitalize()


def shortly(count, threshold):
    """A count of people as it may be shown on its own: never one of 1 … threshold-1."""
    if 0 < count < threshold:
        return ngettext("fewer than %(n)d", "fewer than %(n)d", threshold) % {"n": threshold}
    return str(count)
