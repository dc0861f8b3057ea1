"""Which figures of a table must be hidden so that nobody can work out a count of fewer than k people.

Plain functions, outside Django. A *cell* is a figure that could be published; it
counts the people of one or more *atoms* (the finest groups the tables are made
of). The reader is taken to know every published figure, that no count is
negative, and how the cells are made up. Hidden must then be enough that no sum
or difference of what is left is the count of a group of 1 … k-1 people.

A cell of no people is shown as 0 while nothing else is hidden beside it;
otherwise it is hidden too, so that "hidden" never means "at least one".
"""

import random
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from itertools import combinations
from math import comb

TOTAL = "total"
_PRIME = 2**61 - 1
_PATIENCE = 60_000  # groups looked at before a cell counts as unsafe; then it is hidden
_PATIENCE_WITH_STRANGERS = 12_000


def hide(
    cells: Mapping[Hashable, Collection],
    people: Mapping[Hashable, Collection],
    k: int,
    last: Collection = (),
    already: Collection = (),
    before: Collection = (),
):
    """The names of the cells to hide, those hidden ``already`` for another reason among them.

    ``cells`` gives each cell's atoms and ``people`` each atom's people. Cells
    named in ``last`` (totals) are hidden only when no other choice helps, those
    named first least of all. What is hidden ``already`` does not follow from
    the others either. ``before`` are groups of atoms whose count has been told
    elsewhere; if those alone tell of few, nothing new is told.
    """
    people = {atom: frozenset(group) for atom, group in people.items() if group}
    cells = {name: frozenset(atoms) & people.keys() for name, atoms in cells.items()}
    size = {name: _size(atoms, people) for name, atoms in cells.items()}
    hidden = {name for name, count in size.items() if 0 < count < k or name in already}
    told = _Told(people, k, [cells[name] for name in hidden if size[name] >= k])
    for atoms in before:
        told.tell(frozenset(atoms) & people.keys())
    first = {name: place for place, name in enumerate(last)}
    for name in sorted(
        (name for name, count in size.items() if count and name not in hidden),
        key=lambda name: (first.get(name, len(first)), -size[name], str(name)),
    ):
        if not told.take(cells[name]):
            hidden.add(name)
    if hidden:
        hidden |= {name for name, count in size.items() if not count}
    return hidden


def hide_beside_rows(cells, people, k, consenting, last=()):
    """The same where the rows of the ``consenting`` are told: the figures less the rows are about the others."""
    hidden = hide(cells, people, k, last)
    if consenting:
        others = {atom: frozenset(group).difference(consenting) for atom, group in people.items()}
        hidden |= hide(cells, others, k, last)
    return hidden


def hidden_answers(given, k, of=None, also=()):
    """The answers, and TOTAL, that must not be told of {who: the answers given}.

    Answers may overlap and be passed over, so those guarded are whoever gave exactly the same. ``of`` are those about
    whom nothing may follow, all unless told; ``also`` are answers that nobody may have given.
    """
    alike = defaultdict(set)
    for who in given if of is None else of:
        alike[frozenset(given[who])].add(who)
    cells = {answer: {same for same in alike if answer in same} for answer in {*also}.union(*given.values())}
    return hide(cells | {TOTAL: set(alike)}, alike, k, last=[TOTAL])


def small_group(published: Mapping[Hashable, Collection], people: Mapping[Hashable, Collection], k: int):
    """Atoms of 1 … k-1 people whose count follows from the published cells; None when there are none.

    When there are too many groups to look at it answers with all atoms: not proven safe.
    """
    told = _Told({atom: frozenset(group) for atom, group in people.items() if group}, k)
    for atoms in published.values():
        told.tell(frozenset(atoms) & told.people.keys())
    return told.small_group()


def _size(atoms, people):
    return len(frozenset().union(*(people[atom] for atom in atoms)))


class _Told:
    """What has been told so far, as equations over the atoms, and what follows from it.

    ``_weights`` are a random solution of "every told cell sums to nothing",
    modulo a large prime. A group follows from what is told exactly when its
    weights sum to nothing in every such solution, and, by chance of 2⁻⁶⁰, only
    then in this one.
    """

    def __init__(self, people, k, secret=()):
        self.people = people
        self._k = k
        self._secret = secret
        chance = random.Random(1)  # noqa: S311  the same table is always hidden the same way
        self._free = {atom: chance.randrange(1, _PRIME) for atom in people}
        self._weights = dict(self._free)
        self._rows = {}
        self._alike = [frozenset(people)] if people else []

    def take(self, atoms):
        """Tell this cell too, unless a small group or a secret would follow; returns whether it was told."""
        before = self._weights, self._rows, self._alike
        self.tell(atoms)
        if self._rows is not before[1] and (self._betrays() or self.small_group() is not None):
            self._weights, self._rows, self._alike = before
            return False
        return True

    def tell(self, atoms):
        """What says nothing new changes nothing: it splits no atoms that were alike."""
        row = self._reduced(dict.fromkeys(atoms, 1))
        if not row:
            return
        pivot = next(iter(row))
        inverse = pow(row[pivot], -1, _PRIME)
        row = {atom: value * inverse % _PRIME for atom, value in row.items()}
        self._rows = {other: _less(values, row, values.get(pivot, 0)) for other, values in self._rows.items()}
        self._rows[pivot] = row
        self._weights = dict(self._free)
        for other, values in self._rows.items():
            rest = sum(value * self._free[atom] for atom, value in values.items() if atom != other)
            self._weights[other] = -rest % _PRIME
        self._alike = [part for whole in self._alike for part in (whole & atoms, whole - atoms) if part]

    def small_group(self):
        parts = []
        for atoms in self._alike:
            group = frozenset().union(*(self.people[atom] for atom in atoms))
            if len(group) < self._k:
                parts.append((atoms, group, sum(self._weights[atom] for atom in atoms) % _PRIME))
        parts.sort(key=lambda part: (len(part[1]), sorted(map(str, part[0]))))
        found = _zero_sum(parts, self._k)
        return None if found is None else frozenset().union(*found) if found else frozenset(self.people)

    def _betrays(self):
        return any(sum(self._weights[atom] for atom in secret) % _PRIME == 0 for secret in self._secret)

    def _reduced(self, row):
        """The row less what has been told before; empty when it says nothing new."""
        for pivot in row.keys() & self._rows.keys():
            row = _less(row, self._rows[pivot], row[pivot])
        return row


def _less(row, other, factor):
    """row − factor · other."""
    if not factor:
        return row
    found = dict(row)
    for atom, value in other.items():
        if left := (found.get(atom, 0) - factor * value) % _PRIME:
            found[atom] = left
        else:
            found.pop(atom, None)
    return found


def _zero_sum(parts, k):
    """Parts of fewer than k people together whose weights sum to nothing; () when patience ran out, None if none."""
    people = [person for _atoms, group, _value in parts for person in group]
    if len(people) == len(set(people)):
        return _zero_sum_of_strangers(parts, k)
    by_weight = {}
    for place, (_atoms, _group, value) in enumerate(parts):
        by_weight.setdefault(value, []).append(place)
    looked = 0
    stack = [(0, frozenset(), 0, ())]
    while stack:
        start, group, total, chosen = stack.pop()
        looked += 1
        if looked > _PATIENCE:
            return ()
        for place in by_weight.get(-total % _PRIME, ()):
            if place >= start and len(group | parts[place][1]) < k:
                return [parts[one][0] for one in (*chosen, place)]
        for place in range(start, len(parts)):
            if len(together := group | parts[place][1]) < k:
                stack.append((place + 1, together, (total + parts[place][2]) % _PRIME, (*chosen, place)))
    return None


def _zero_sum_of_strangers(parts, k):
    """The same where nobody is in two parts: any such group is two halves, each of no more than half the parts."""
    halves = {0: [()]}
    lengths = range(1, k // 2 + 1)
    if sum(comb(len(parts), length) for length in lengths) > _PATIENCE_WITH_STRANGERS:
        return ()
    for length in lengths:
        for chosen in combinations(range(len(parts)), length):
            if sum(len(parts[place][1]) for place in chosen) >= k:
                continue
            total = sum(parts[place][2] for place in chosen) % _PRIME
            for other in halves.get(-total % _PRIME, ()):
                together = {*chosen, *other}
                if len(together) == length + len(other) and sum(len(parts[place][1]) for place in together) < k:
                    return [parts[place][0] for place in together]
            halves.setdefault(total, []).append(chosen)
    return None
