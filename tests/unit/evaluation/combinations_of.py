"""What follows from published figures, by exact sums and plain enumeration: the judge of what the house hides."""

from collections import defaultdict
from fractions import Fraction
from itertools import combinations


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
    unseen = _nullspace([[Fraction(sign[row]) for sign in signatures] for row in range(len(figures))], len(signatures))
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
        for other in by_sum.get(tuple(-value for value in total), ()):
            for group in groups:
                if len(joined := {*group, *other}) == len(group) + len(other) < k:
                    yield joined


def _sum(shadow, group):
    return tuple(map(sum, zip(*(shadow[sign] for sign in group), strict=True))) if shadow[group[0]] else ()


def _nullspace(rows, width):
    """A basis of everything the figures do not see."""
    pivots = {}
    for row in rows:
        for column, other in pivots.items():
            if row[column]:
                factor = row[column]
                row = [a - factor * b for a, b in zip(row, other, strict=True)]
        pivot = next((place for place, value in enumerate(row) if value), None)
        if pivot is None:
            continue
        row = [value / row[pivot] for value in row]
        for column, other in pivots.items():
            if factor := other[pivot]:
                pivots[column] = [a - factor * b for a, b in zip(other, row, strict=True)]
        pivots[pivot] = row
    basis = []
    for free in (place for place in range(width) if place not in pivots):
        vector = [Fraction(0)] * width
        vector[free] = Fraction(1)
        for column, row in pivots.items():
            vector[column] = -row[free]
        basis.append(vector)
    return basis
