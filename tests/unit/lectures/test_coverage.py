import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.lectures import coverage

pairs = st.lists(st.tuples(st.floats(0, 120), st.floats(0, 120)).map(list), max_size=12)


@pytest.mark.parametrize(
    ("seen", "more", "both"),
    [
        ([], [[0, 10]], [[0, 10]]),
        ([[0, 10]], [[5, 15]], [[0, 15]]),
        ([[0, 10]], [[2, 4]], [[0, 10]]),
        ([[0, 10]], [[10.4, 20]], [[0, 20]]),
        ([[0, 10]], [[11, 20]], [[0, 10], [11, 20]]),
        ([[50, 60]], [[0, 10]], [[0, 10], [50, 60]]),
        ([[0, 10], [20, 30]], [[9, 21]], [[0, 30]]),
        ([], [[90, 500]], [[90, 100]]),
        ([], [[-5, 3]], [[0, 3]]),
        ([], [[30, 20]], []),
        ([], [[200, 300]], []),
    ],
)
def test_seconds_seen_are_joined_and_kept_within_the_film(seen, more, both):
    assert coverage.union(seen, more, 100) == both


@given(pairs, pairs)
def test_what_has_been_seen_never_grows_less_nor_beyond_the_film(seen, more):
    before = coverage.union([], seen, 100)

    after = coverage.union(before, more, 100)

    assert coverage.seconds(before) <= coverage.seconds(after) <= 100


@given(pairs)
def test_the_same_report_again_adds_nothing(seen):
    once = coverage.union([], seen, 100)

    assert coverage.union(once, seen, 100) == once


def test_a_share_is_of_different_seconds():
    assert [coverage.share(45, 90), coverage.share(120, 90), coverage.share(5, None)] == [0.5, 1.0, 0.0]
