"""What every summary of one programme starts from: its members, its subgroups, and the cells they share."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_lazy

from coaching.core.registries import Extract
from coaching.core.suppression import hide
from coaching.evaluation.belonging import Belonging
from coaching.evaluation.extract import Snapshot
from coaching.programmes.models import MEMBERS, Enrolment
from coaching.surveys.audience import CIRCLES

THAT_DAY = gettext_lazy("A person counts for the subgroup they were in that day.")


@dataclass(frozen=True)
class Frame:
    """Whose figures, from when, and how small a group may be told.

    ``before`` are {family: [the units that a figure counts]} of what has been told elsewhere of the same people or
    things: nothing is told that would, with those, tell of few. ``told`` gathers what these tables tell.
    """

    programme_id: int
    threshold: int
    extract: Extract
    snapshot: Snapshot
    narrowed: bool = False
    before: Mapping = field(default_factory=dict)
    told: Mapping = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def members(self):
        """Everybody who has joined as a member at any time."""
        found = Enrolment.objects.filter(programme=self.programme_id, role__in=MEMBERS)
        return frozenset(found.values_list("person_id", flat=True))

    @cached_property
    def circles(self):
        """{key: name} of the subgroups that have members."""
        in_order = self._belonging.names
        keys = {name: key for key, name in CIRCLES["subgroup"].names(self.programme_id).items()} if in_order else {}
        return {keys[name]: name for name in in_order if name in keys}

    @cached_property
    def circle_named(self):
        return {name: key for key, name in self.circles.items()}

    def circle_on(self, person, day):
        """The key of the subgroup that what they did on this day counts for; "" for none."""
        return self.circle_named.get(self._belonging.on(person, day), "") if person in self.members else ""

    def within(self, circle, people, day=None):
        """Those of the people who were in the subgroup on the day, or without one are in it now or were in last."""
        if day:
            return {person for person in people if self.circle_on(person, day) == circle}
        return {person for person in self.members.intersection(people) if self._now.get(person) == circle}

    @cached_property
    def _now(self):
        return {person: self.circle_named.get(name) for person, name in self._belonging.now().items()}

    @cached_property
    def _belonging(self):
        return Belonging(self.programme_id)


class Together:
    """Counts of different people from many tables, decided on together: none may give another away.

    Cells are added by every table first; then ``told`` says what may be shown.
    Who is told of first is hidden last.
    """

    def __init__(self, threshold, before=()):
        self._threshold, self._before = threshold, before
        self._cells, self._rank, self._secret = {}, {}, set()
        self._hidden = None

    def add(self, name, people, rank=9):
        """``rank``: the smaller, the more it matters that it is shown."""
        self._cells[name] = frozenset(people)
        self._rank[name] = rank

    def __contains__(self, name):
        return name in self._cells

    def keep_back(self, name):
        """Not to be told for a reason of its own, nor to follow from the others."""
        self._secret.add(name)

    def told(self, name):
        """How many different people, or None when it is hidden."""
        return None if name in self.hidden else len(self._cells[name])

    def people(self, name):
        return self._cells[name]

    @property
    def all_told(self):
        """The people of every figure that is told."""
        return [people for name, people in self._cells.items() if people and name not in self.hidden]

    @property
    def hidden(self):
        if self._hidden is None:
            self._hidden = self._decided()
        return self._hidden

    def _decided(self):
        everybody = set().union(*self._cells.values(), *self._before)
        hidden = hide(
            {name: people for name, people in self._cells.items() if people},
            {person: {person} for person in everybody},
            self._threshold,
            last=sorted(self._cells, key=lambda name: (self._rank[name], -len(self._cells[name]), str(name))),
            already=self._secret,
            before=self._before,
        )
        return hidden | self._noughts_beside(hidden)

    def _noughts_beside(self, hidden):
        """A nought in a table where something is hidden is hidden too: "hidden" never means "at least one"."""
        tables = {name[0] for name in hidden}
        return {name for name, people in self._cells.items() if not people and name[0] in tables}


def share(part, whole):
    """Hundredths, or None when either is hidden or there is nothing to divide by."""
    return None if part is None or not whole else round(100 * part / whole)
