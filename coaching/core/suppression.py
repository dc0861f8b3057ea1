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
from collections.abc import Collection, Hashable, Mapping

_PRIME = 2**61 - 1
_PATIENCE = 60_000  # groups looked at before a table counts as unsafe; then more of it is hidden


def hide(
    cells: Mapping[Hashable, Collection],
    people: Mapping[Hashable, Collection],
    k: int,
    last: Collection = (),
    already: Collection = (),
):
    """The names of the cells to hide, those hidden ``already`` for another reason among them.

    ``cells`` gives each cell's atoms and ``people`` each atom's people. Cells
    named in ``last`` (totals) are hidden only when no other choice helps.
    """
    people = {atom: frozenset(group) for atom, group in people.items() if group}
    cells = {name: frozenset(atoms) & people.keys() for name, atoms in cells.items()}
    size = {name: _size(atoms, people) for name, atoms in cells.items()}
    hidden = {name for name, count in size.items() if 0 < count < k or name in already}
    order = sorted(
        (name for name, count in size.items() if count >= k), key=lambda name: (name in last, size[name], str(name))
    )
    while (group := small_group(_without(cells, hidden), people, k)) is not None:
        hidden.add(_next_to_hide(cells, hidden, order, people, group))
    if hidden:
        hidden |= {name for name, count in size.items() if not count}
    return hidden


def small_group(published: Mapping[Hashable, Collection], people: Mapping[Hashable, Collection], k: int):
    """Atoms of 1 … k-1 people whose count follows from the published cells; None when there are none.

    When there are too many groups to look at it answers with all atoms: not proven safe.
    """
    merged = _merged(published, people)
    small = sorted((group for group in merged if len(group[1]) < k), key=lambda group: (len(group[1]), str(group[0])))
    if not small:
        return None
    weight = _weights([group[2] for group in merged], len(published))
    weights = {group[0]: value for group, value in zip(merged, weight, strict=True)}
    found = _zero_sum([(group[0], group[1], weights[group[0]]) for group in small], k)
    return None if found is None else frozenset().union(*found) if found else frozenset(people)


def _without(cells, hidden):
    return {name: atoms for name, atoms in cells.items() if name not in hidden}


def _size(atoms, people):
    return len(frozenset().union(*(people[atom] for atom in atoms)))


def _next_to_hide(cells, hidden, order, people, group):
    """The smallest published cell without which this group cannot be worked out; else the smallest it touches."""
    left = [name for name in order if name not in hidden]
    for name in left:
        if not _follows(_without(cells, hidden | {name}), people, group):
            return name
    return next((name for name in left if cells[name] & group), left[0])


def _follows(published, people, group):
    """Whether the count of this very group is a combination of the published ones."""
    merged = _merged(published, people)
    weight = _weights([part[2] for part in merged], len(published))
    inside = [(part[0], value) for part, value in zip(merged, weight, strict=True) if part[0] & group]
    return all(atoms <= group for atoms, _value in inside) and sum(value for _atoms, value in inside) % _PRIME == 0


def _merged(published, people):
    """Atoms that every published cell treats alike are one: (atoms, their people, which cells hold them)."""
    names = list(published)
    alike = {}
    for atom in people:
        signature = tuple(int(atom in published[name]) for name in names)
        alike.setdefault(signature, []).append(atom)
    return [
        (frozenset(atoms), frozenset().union(*(people[atom] for atom in atoms)), signature)
        for signature, atoms in alike.items()
    ]


def _weights(columns, height):
    """A random solution of "every published cell sums to nothing", modulo a large prime.

    A group follows from the published cells exactly when its weights sum to
    nothing in every such solution, and, by chance of 2⁻⁶⁰, only then in this one.
    """
    rows = [[column[row] for column in columns] for row in range(height)]
    pivots = _reduce(rows, len(columns))
    chance = random.Random(1)  # noqa: S311  the same table is always hidden the same way
    values = [0 if column in pivots else chance.randrange(1, _PRIME) for column in range(len(columns))]
    for column, row in pivots.items():
        values[column] = -sum(a * v for a, v in zip(rows[row], values, strict=True) if a) % _PRIME
    return values


def _reduce(rows, width):
    """Gauss–Jordan in place; {column: row} of the pivots."""
    pivots = {}
    for column in range(width):
        done = len(pivots)
        pivot = next((row for row in range(done, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        inverse = pow(rows[done][column], -1, _PRIME)
        rows[done] = [value * inverse % _PRIME for value in rows[done]]
        for row, values in enumerate(rows):
            if row != done and (factor := values[column]):
                rows[row] = [(a - factor * b) % _PRIME for a, b in zip(values, rows[done], strict=True)]
        pivots[column] = done
    return pivots


def _zero_sum(parts, k):
    """Parts of fewer than k people together whose weights sum to nothing; () when patience ran out, None if none."""
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
