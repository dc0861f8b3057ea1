"""The signed-rank test against published figures and counting by hand."""

from itertools import product

import pytest

from coaching.evaluation.pairs import change

BEFORE = [2, 3, 3, 2, 4, 3, 1, 2, 3, 4, 2, 3]
AFTER = [3, 4, 3, 4, 4, 4, 3, 2, 4, 5, 3, 2]


def test_the_known_vector():
    found = change(BEFORE, AFTER)

    assert (found.pairs, found.better, found.same, found.worse) == (12, 8, 3, 1)
    assert (found.plus, found.minus, found.median_change) == (41, 4, 1)
    assert (round(found.r, 4), round(found.z, 4), round(found.p, 5)) == (0.8222, -2.3102, 0.02087)


def test_the_other_way_round_is_the_same_but_the_direction():
    there, back = change(BEFORE, AFTER), change(AFTER, BEFORE)

    assert (back.plus, back.minus, back.r, back.p) == (there.minus, there.plus, -there.r, there.p)


def test_where_nobody_changed_there_is_nothing_to_test():
    found = change(BEFORE, BEFORE)

    assert (found.same, found.r, found.z, found.p) == (12, 0.0, None, 1.0)


@pytest.mark.parametrize(
    ("pairs", "told", "tested"), [(4, False, False), (5, True, False), (9, True, False), (10, True, True)]
)
def test_few_are_not_tested_and_fewer_not_told(pairs, told, tested):
    found = change(BEFORE[:pairs], AFTER[:pairs])

    assert (found is not None, found is not None and found.p is not None) == (told, tested)


def test_without_ties_it_is_exact():
    """By counting every way to sign ten ranks."""
    sizes = range(1, 11)
    after = [size if size not in (1, 4) else -size for size in sizes]

    found = change([0] * 10, after)

    sums = [sum(rank for rank, up in zip(sizes, ways, strict=True) if up) for ways in product((0, 1), repeat=10)]
    assert (found.plus, found.minus, found.z) == (50, 5, None)
    assert found.p == 2 * sum(total <= 5 for total in sums) / len(sums)


def test_both_must_be_as_many():
    with pytest.raises(ValueError, match="argument"):
        change([1] * 10, [1] * 9)
