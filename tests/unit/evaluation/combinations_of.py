"""What follows from published figures, by linear algebra and plain enumeration: the judge of what the house hides.

Sums are taken modulo a prime so large that nothing comes out as nothing by chance.
"""

from collections import defaultdict
from itertools import combinations

PRIME = 2**127 - 1


def groups_told(figures, people, k):
    """Every group of 1 … k-1 people whose count is some combination of these figures.

    ``figures`` are sets of atoms, ``people`` each atom's people. Atoms in the very
    same figures cannot be told apart and are one. A group of fewer than k people
    has fewer than k parts, so pairs of parts and pairs of those are all there are.
    """
    parts = defaultdict(set)
    for atom, group in people.items():
        parts[tuple(atom in figure for figure in figures)] |= group
    parts.pop(tuple(False for _figure in figures), None)
    signatures = list(parts)
    unseen = _nullspace([[int(sign[row]) for sign in signatures] for row in range(len(figures))], len(signatures))
    shadow = {sign: tuple(vector[place] for vector in unseen) for place, sign in enumerate(signatures)}
    small = [sign for sign in signatures if len(parts[sign]) < k]
    return {
        frozenset(group) for group in _cancelling(small, shadow, k) if len(set().union(*(parts[s] for s in group))) < k
    }


def _cancelling(small, shadow, k):
    """Groups of at most k-1 parts whose shadows add up to nothing: those the figures determine."""
    by_sum = defaultdict(list)
    for length in (1, 2):
        for group in combinations(small, length):
            by_sum[_sum(shadow, group)].append(group)
    for total, groups in by_sum.items():
        if not any(total):
            yield from groups
        for other in by_sum.get(tuple(-value % PRIME for value in total), ()):
            for group in groups:
                if len(joined := {*group, *other}) == len(group) + len(other) < k:
                    yield joined


def _sum(shadow, group):
    return tuple(sum(values) % PRIME for values in zip(*(shadow[sign] for sign in group), strict=True))


def _nullspace(rows, width):
    """A basis of everything the figures do not see."""
    pivots = {}
    for row in rows:
        for column, other in pivots.items():
            row = _less(row, other, row[column])
        pivot = next((place for place, value in enumerate(row) if value), None)
        if pivot is None:
            continue
        inverse = pow(row[pivot], -1, PRIME)
        row = [value * inverse % PRIME for value in row]
        for column, other in pivots.items():
            pivots[column] = _less(other, row, other[pivot])
        pivots[pivot] = row
    basis = []
    for free in (place for place in range(width) if place not in pivots):
        vector = [0] * width
        vector[free] = 1
        for column, row in pivots.items():
            vector[column] = -row[free] % PRIME
        basis.append(vector)
    return basis


def _less(row, other, factor):
    return [(a - factor * b) % PRIME for a, b in zip(row, other, strict=True)] if factor else row
