"""Visits, different people and repeats: by theme, kind of session, month, week and subgroup.

The tables share their visits, so what they hide is decided together: it
must not follow from another table. Different people are counted together with
every other count of people in the house.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.core.suppression import TOTAL, hide, hide_beside_rows
from coaching.evaluation.summaries.frame import THAT_DAY, share
from coaching.evaluation.summaries.people import ALL as MEMBERS
from coaching.evaluation.summaries.table import Row, Table, month, short, span, week
from coaching.programmes.datasets import held_within
from coaching.programmes.models import Attendance, Session

ALL = (TOTAL, TOTAL)
IN_ROUNDS = gettext_lazy("Different members present at the lecture or the digikahvit of each theme, of all members.")
FIELDS = ("person_id", "session__key", "session__theme__number", "session__theme__name", "session__kind")


@dataclass(frozen=True)
class Visit:
    """One person at one session. ``labels`` are {cell: name} of its theme, its kind, its month and so on."""

    pk: int
    person: int
    labels: dict

    @property
    def atom(self):
        return tuple(self.labels)

    @property
    def cells(self):
        return (*self.labels, ALL)


def attendance(frame, together):
    cells, labels = _counted(kept_visits(frame))
    no_visits = hidden_visits(cells, frame.threshold, frame.snapshot.numbers)
    for cell, parts in cells.items():
        if cell not in no_visits and cell[0] != "week":
            together.add(("present", cell), set().union(*parts.values()), rank=_rank(cell))
            if 0 < _repeats(parts) < frame.threshold:
                together.keep_back(("present", cell))
    return Attended(frame, together, cells, labels, no_visits)


def _rank(cell):
    return {TOTAL: 3, "theme": 3, "circle": 4, "circle_theme": 8}.get(cell[0], 7)


class Attended:
    """The visits by cell, and the tables made of them."""

    def __init__(self, frame, together, cells, labels, no_visits):
        self._frame, self._together = frame, together
        self._cells, self._labels, self._no_visits = cells, labels, no_visits

    def tables(self):
        if not self._cells:
            return
        titles = {
            "theme": (_("Theme"), _("Attendance by theme (coaching round)")),
            "kind": (_("Kind of session"), _("Attendance by kind of session")),
            "month": (_("Month"), _("Attendance by month")),
            "circle": (_("Subgroup"), _("Attendance by subgroup")),
        }
        for way, (head, title) in titles.items():
            rows = tuple(self._row(cell) for cell in self._of(way))
            if rows:
                yield self._table(way, head, title, rows)
        if not self._frame.narrowed:
            yield from self._rounds()

    def visits(self, cell):
        """The number of visits of a cell that the tables of activity show too, or None when hidden."""
        if cell not in self._cells and self._no_visits:
            return None  # a nought beside something hidden is hidden too
        return None if cell in self._no_visits else sum(map(len, self._cells.get(cell, {}).values()))

    @property
    def periods(self):
        """{cell: name} of every month and week in which there were visits."""
        return {cell: name for cell, name in self._labels.items() if cell[0] in {"month", "week"}}

    def _of(self, way):
        if way == "circle":
            return [(way, key) for key in self._frame.circles if (way, key) in self._cells]
        return sorted(cell for cell in self._cells if cell[0] == way)

    def _row(self, cell):
        visits = self.visits(cell)
        different = self._different(cell)
        repeats = None if different is None or visits is None else visits - different
        circle = cell[1] if cell[0] == "circle" else ""
        return Row(self._labels[cell], (visits, different, repeats), circle=circle, short=short(cell[1]))

    def _different(self, cell):
        return None if cell in self._no_visits else self._together.told(("present", cell))

    def _table(self, way, head, title, rows):
        return Table(
            key=f"attendance_{way}",
            title=title,
            counts=_(
                "Visits of members to sessions held {span}, whether or not they have consented. "
                "“Different people” counts a person once a row, “repeats” is visits less different people."
            ).format(span=span(self._frame.extract)),
            left_out=_("Coaches, developers and guests are not counted, nor who was there and not written down.")
            + (f" {THAT_DAY}" if way == "circle" else ""),
            head=head,
            columns=(_("Visits"), _("Different people"), _("Repeats")),
            rows=rows,
            total=self._row(ALL),
            chart="columns" if way == "month" else "bars",
        )

    def _rounds(self):
        """Who was there of all members, round by round, and what was only counted by hand; then by subgroup."""
        if themes := self._of("theme"):
            yield self._rounds_in_all(themes)
            if circles := [cell[1] for cell in self._of("circle")]:
                yield self._rounds_by_circle(themes, circles)

    def _rounds_in_all(self, themes):
        hand, about = self._by_hand()
        everybody = self._together.told(MEMBERS)
        return Table(
            key="rounds",
            title=_("Present by coaching round"),
            counts=str(IN_ROUNDS),
            left_out=_(
                "“Counted by hand” are sessions whose people were counted and not written down, and may count the same "
                "person twice."
            ),
            head=_("Theme"),
            columns=(_("Different people"), _("Share of members, %"), _("Counted by hand")),
            rows=tuple(
                Row(
                    self._labels[cell],
                    (self._different(cell), share(self._different(cell), everybody), hand[cell]),
                    about=(2,) if cell in about else (),
                )
                for cell in themes
            ),
        )

    def _rounds_by_circle(self, themes, circles):
        return Table(
            key="rounds_circle",
            title=_("Present by coaching round and subgroup"),
            counts=str(IN_ROUNDS),
            left_out=_("Members in no subgroup are not here.") + f" {THAT_DAY}",
            head=_("Subgroup"),
            columns=tuple(self._labels[cell] for cell in themes),
            rows=tuple(
                Row(self._frame.circles[key], tuple(self._of_circle(key, cell) for cell in themes), circle=key)
                for key in circles
            ),
            drawn=(),
        )

    def _of_circle(self, key, theme):
        cell = ("circle_theme", (key, theme[1]))
        return self._different(cell) if cell in self._cells else self.visits(cell)

    def _by_hand(self):
        """({theme cell: people counted by hand}, cells of which that is an estimate) where nobody was written down."""
        held = Session.objects.filter(
            held_within(self._frame.extract), programme=self._frame.programme_id, headcount__gt=0
        ).exclude(pk__in=Attendance.objects.values("session_id"))
        atoms, cells, about = {}, defaultdict(set), set()
        for pk, number, people, estimate in held.values_list(
            "pk", "theme__number", "headcount", "headcount_is_estimate"
        ):
            cell = ("theme", number or 0)
            atoms[pk] = {(pk, place) for place in range(people)}
            cells[cell].add(pk)
            about |= {cell} if estimate else set()
        hidden = hide(cells, atoms, self._frame.threshold)
        counts = {cell: None if cell in hidden else sum(len(atoms[pk]) for pk in own) for cell, own in cells.items()}
        return defaultdict(int, counts), about


def kept_visits(frame):
    """Every visit of a member that is kept, with the cells that count it."""
    found = Attendance.objects.filter(
        held_within(frame.extract, "session__"), session__programme=frame.programme_id
    ).order_by("pk")
    known = {}
    for pk, person, *session in found.values_list("pk", *FIELDS, "session__starts_at"):
        key, number, name, _kind, at = session
        theme, day = f"{number} {name}" if number else "", at and timezone.localdate(at)
        if person in frame.members and frame.snapshot.keeps({"session": key, "date": day}, [person]):
            circle = "" if frame.narrowed else frame.circle_on(person, day)
            if (key, circle) not in known:
                known[key, circle] = dict(_labels(frame, theme, session, circle, day))
            yield Visit(pk, person, known[key, circle])


def _labels(frame, theme, session, circle, day):
    """(cell, name) of everything that counts a visit to this session by somebody of this subgroup."""
    _key, number, _name, kind, _at = session
    month_key, month_name = month(day)
    yield ("theme", number or 0), theme or _("No theme")
    yield ("kind", kind), str(Session.Kind(kind).label).capitalize()
    yield ("month", month_key), month_name
    if not frame.narrowed:
        week_key, week_name = week(day)
        yield ("week", week_key), week_name
    if circle:
        yield ("circle", circle), frame.circles[circle]
        yield ("circle_theme", (circle, number or 0)), ""
        yield ("circle_month", (circle, month_key)), ""


def hidden_visits(cells, threshold, consenting):
    """The cells, {cell: {atom: people}}, whose number of visits is hidden."""
    atoms = {atom: set(people) for atom, people in cells.get(ALL, {}).items()}
    inside = {cell: set(parts) for cell, parts in cells.items()}
    first = [cell for way in (TOTAL, "theme", "circle", "month", "kind") for cell in inside if cell[0] == way]
    return hide_beside_rows(inside, atoms, threshold, consenting, last=[cell for cell in first if cell == ALL] + first)


def _counted(visits):
    """{cell: {atom: [person of each visit]}} and the cells' names. An atom is what no cell tells apart."""
    cells, labels = defaultdict(lambda: defaultdict(list)), {ALL: _("All")}
    for visit in visits:
        labels |= visit.labels
        for cell in visit.cells:
            cells[cell][visit.atom].append(visit.person)
    return cells, labels


def _repeats(parts):
    people = [person for group in parts.values() for person in group]
    return len(people) - len(set(people))
