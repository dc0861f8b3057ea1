"""Two texts written at the same time: nothing of either is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime.tools.small_groups.joining import joined

texts = st.lists(st.sampled_from(["yksi", "kaksi", "kolme", "neljä", ""]), max_size=6).map("\n".join)


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "both"),
    [
        ("", "Heidän", "Minun", "Heidän\nMinun"),
        ("Alku", "Alku\nHeidän", "Alku\nMinun", "Alku\nHeidän\nMinun"),
        ("Alku\nLoppu", "Uusi alku\nLoppu", "Alku\nLoppu\nLisä", "Uusi alku\nLoppu\nLisä"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("a\nb\nc", "a\nB1\nc", "a\nB2\nc", "a\nB1\nB2\nc"),
        ("Kahvi", "Soitan\nKahvi", "Kahvi auttaa", "Soitan\nKahvi auttaa"),
        ("a\nb", "x\na\nb", "a\nb\ny", "x\na\nb\ny"),
        ("a", "a", "a\nb", "a\nb"),
        ("a", "a\nb", "a", "a\nb"),
    ],
)
def test_both_changes_are_there(base, theirs, mine, both):
    assert joined(base, theirs, mine) == both


@given(texts, texts, texts)
def test_every_new_line_of_either_is_there(base, theirs, mine):
    lines = joined(base, theirs, mine).splitlines()

    assert {*theirs.splitlines(), *mine.splitlines()} - {*base.splitlines(), *lines, ""} == set()


@given(texts, texts)
def test_where_only_one_has_written_theirs_is_the_text(base, mine):
    assert joined(base, base, mine) == mine
    assert joined(base, mine, base) == mine
    assert joined(base, mine, mine) == mine
