"""Visits, different people and repeats by theme, kind of session and month.

The three tables share their visits, so what they hide is decided together: it
must not follow from another table. Different people are not a sum, but they
are one over who was where; that is guarded table by table, and what has to
give way first is the number of different people in all.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coaching.core.suppression import hide
from coaching.evaluation.summaries.table import TOTAL, Row, Table, month, span
from coaching.programmes.datasets import held_within
from coaching.programmes.models import Attendance, Session

WAYS = ("theme", "kind", "month")
ALL = (TOTAL, TOTAL)
FIELDS = ("person_id", "session__key", "session__theme__number", "session__theme__name", "session__kind")


@dataclass(frozen=True)
class Visit:
    """One person at one session. ``labels`` are {cell: name} of its theme, its kind and its month."""

    pk: int
    person: int
    labels: dict

    @property
    def atom(self):
        return tuple(self.labels)

    @property
    def cells(self):
        return (*self.labels, ALL)


def attendance(study, extract, keeps=lambda _row, _people: True):
    cells, labels = _counted(kept_visits(study, extract, keeps))
    no_visits, no_people = _hidden(cells, study.threshold)
    titles = {
        "theme": (_("Theme"), _("Attendance by theme (coaching round)")),
        "kind": (_("Kind of session"), _("Attendance by kind of session")),
        "month": (_("Month"), _("Attendance by month")),
    }
    counts = _(
        "Visits to sessions held {span}. Everybody who was there is counted, whether or not they have consented. "
        "“Different people” counts a person once a row, “repeats” is visits less different people."
    ).format(span=span(extract))

    def row(cell):
        people = [person for group in cells[cell].values() for person in group]
        different = None if cell in no_people else len(set(people))
        if cell in no_visits:
            return Row(labels[cell], (None, None, None))
        return Row(labels[cell], (len(people), different, None if different is None else len(people) - different))

    for way in WAYS:
        head, title = titles[way]
        yield Table(
            key=f"attendance_{way}",
            title=title,
            counts=counts,
            head=head,
            columns=(_("Visits"), _("Different people"), _("Repeats")),
            rows=tuple(row(cell) for cell in sorted(cells.keys() - {ALL}) if cell[0] == way),
            total=row(ALL) if cells else None,
        )


def kept_visits(study, extract, keeps):
    """Every visit of the extract that is kept."""
    found = Attendance.objects.filter(held_within(extract, "session__"), session__programme=study.programme_id)
    for pk, person, key, number, name, kind, at in found.values_list("pk", *FIELDS, "session__starts_at"):
        theme = f"{number} {name}" if number else ""
        if keeps({"person": person, "session": key, "theme": theme}, [person]):
            month_key, month_name = month(at)
            labels = {
                ("theme", number or 0): theme or _("No theme"),
                ("kind", kind): str(Session.Kind(kind).label).capitalize(),
                ("month", month_key): month_name,
            }
            yield Visit(pk, person, labels)


def hidden_visits(cells, threshold):
    """The cells, {cell: {atom: people}}, whose number of visits is hidden."""
    atoms = {atom: set(people) for atom, people in cells.get(ALL, {}).items()}
    return hide({cell: set(parts) for cell, parts in cells.items()}, atoms, threshold, last=[ALL])


def _counted(visits):
    """{cell: {atom: [person of each visit]}} and the cells' names. An atom is one theme, kind and month."""
    cells, labels = defaultdict(lambda: defaultdict(list)), {ALL: _("All")}
    for visit in visits:
        labels |= visit.labels
        for cell in visit.cells:
            cells[cell][visit.atom].append(visit.person)
    return cells, labels


def _hidden(cells, threshold):
    """The cells whose visits are hidden, and those whose different people (and so repeats) are.

    A few repeats are a few people who came again, so they are a small group too.
    """
    no_visits = hidden_visits(cells, threshold)
    no_people = no_visits | {cell for cell, parts in cells.items() if 0 < _repeats(parts) < threshold}
    for way in WAYS:
        own = {cell: parts for cell, parts in cells.items() if cell[0] in {way, TOTAL}}
        patterns = _patterns({cell: set().union(*parts.values()) for cell, parts in own.items()})
        sums = {cell: {pattern for pattern in patterns if cell in pattern} for cell in own}
        no_people |= hide(sums, patterns, threshold, last=[cell for cell in own if cell != ALL], already=no_people)
    return no_visits, no_people


def _repeats(parts):
    people = [person for group in parts.values() for person in group]
    return len(people) - len(set(people))


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
