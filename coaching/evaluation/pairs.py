"""Before and after of the same people: the Wilcoxon signed-rank test with its effect size, in plain Python.

For ordinal answers of few people. Pairs without a change are dropped from the
test and counted; the effect is the matched-pairs rank-biserial correlation.
"""

from collections import Counter
from dataclasses import dataclass
from math import erfc, sqrt
from statistics import median

LEAST_TOLD, LEAST_TESTED = 5, 10
_MOST_EXACT = 25


@dataclass(frozen=True)
class Change:
    """What came of matched pairs. ``p`` is None under ten pairs, and where nobody changed ``p`` is 1 and ``r`` 0.

    ``z`` is None where the exact distribution was used.
    """

    pairs: int
    better: int
    same: int
    worse: int
    median_change: float
    plus: float
    minus: float
    r: float
    z: float | None
    p: float | None


def change(before, after):
    """The change of people's answers, in the same order in both; None under five pairs, which are not told at all."""
    if len(before) < LEAST_TOLD:
        return None
    differences = [then - now for now, then in zip(before, after, strict=True)]
    ranks = _ranks([abs(one) for one in differences if one])
    signs = [one > 0 for one in differences if one]
    plus = sum(rank for rank, up in zip(ranks, signs, strict=True) if up)
    minus = sum(ranks) - plus
    z, p = _tested(ranks, plus) if len(before) >= LEAST_TESTED else (None, None)
    return Change(
        pairs=len(differences),
        better=sum(signs),
        same=differences.count(0),
        worse=len(signs) - sum(signs),
        median_change=median(differences),
        plus=plus,
        minus=minus,
        r=(plus - minus) / (plus + minus) if ranks else 0.0,
        z=z,
        p=p,
    )


def _ranks(sizes):
    """Ranks from 1; equal sizes share the mean of theirs."""
    order = sorted(sizes)
    first = {size: order.index(size) for size in set(sizes)}
    times = Counter(sizes)
    return [first[size] + (times[size] + 1) / 2 for size in sizes]


def _tested(ranks, plus):
    """(z, p), two-sided: exact up to 25 pairs without ties, else the normal approximation corrected for ties."""
    if not ranks:
        return None, 1.0
    if len(ranks) <= _MOST_EXACT and len(set(ranks)) == len(ranks):
        return None, _exact(len(ranks), min(plus, sum(ranks) - plus))
    expected = sum(ranks) / 2
    spread = sqrt(sum(rank * rank for rank in ranks) / 4)
    z = (min(plus, sum(ranks) - plus) - expected) / spread
    return z, erfc(abs(z) / sqrt(2))


def _exact(count, smaller):
    """The share of all ways to sign the ranks that are as far from the middle."""
    ways = Counter({0: 1})
    for rank in range(1, count + 1):
        ways += Counter({total + rank: number for total, number in ways.items()})
    return min(1.0, 2 * sum(number for total, number in ways.items() if total <= smaller) / 2**count)
