"""Whatever is published, nobody can work out a group of fewer than k people: tried by brute force."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.core import suppression
from coaching.core.suppression import TOTAL, hidden_answers, hide, small_group


def people(**counts):
    """Atoms with so many people, nobody in two."""
    return {name: {f"{name}{number}" for number in range(count)} for name, count in counts.items()}


def line(**counts):
    """One line of cells with its total."""
    return {**{name: {name} for name in counts}, "total": set(counts)}, people(**counts)


def table(rows):
    """A table of two ways with all its totals."""
    atoms = {(r, c): {(r, c, n) for n in range(count)} for r, row in enumerate(rows) for c, count in enumerate(row)}
    cells = {
        (r, c): {atom for atom in atoms if r in {atom[0], "all"} and c in {atom[1], "all"}}
        for r in (*range(len(rows)), "all")
        for c in (*range(len(rows[0])), "all")
    }
    return cells, atoms, [cell for cell in cells if "all" in cell]


def test_nothing_is_hidden_when_no_group_is_small():
    assert hide(*line(a=5, b=9, c=30), k=5) == set()


def test_one_small_cell_takes_the_next_smallest_with_it():
    assert hide(*line(a=3, b=9, c=30), k=5, last=["total"]) == {"a", "b"}


def test_two_small_cells_whose_sum_is_small_take_a_third():
    assert hide(*line(a=1, b=2, c=9, d=30), k=5, last=["total"]) == {"a", "b", "c"}


def test_two_small_cells_that_make_a_group_large_enough_hide_each_other():
    assert hide(*line(a=3, b=4, c=9), k=5, last=["total"]) == {"a", "b"}


def test_a_nought_is_shown_while_nothing_else_is_hidden():
    assert hide(*line(a=0, b=9, c=30), k=5) == set()


def test_a_nought_is_hidden_with_the_rest():
    assert hide(*line(a=0, b=3, c=9, d=30), k=5, last=["total"]) == {"a", "b", "c"}


def test_a_small_remainder_hides_the_total_of_a_lone_cell():
    cells = {"a": {"a"}, "total": {"a", "rest"}}

    assert hide(cells, people(a=20, rest=2), k=5, last=["total"]) == {"a"}


def test_a_small_total_leaves_nothing():
    assert hide(*line(a=1, b=2), k=5, last=["total"]) == {"a", "b", "total"}


def test_an_empty_table_hides_nothing():
    assert hide(*line(a=0, b=0), k=5) == set()


def test_no_people_at_all_are_no_group():
    assert small_group({}, {}, 5) is None


def test_a_group_that_follows_from_two_tables_is_found():
    """Themes and months share their visits: theme 1 less September is one visit in October."""
    atoms = people(t1_sep=20, t1_oct=2, t2_oct=30)
    cells = {"t1": {"t1_sep", "t1_oct"}, "t2": {"t2_oct"}, "sep": {"t1_sep"}, "all": set(atoms)}

    assert small_group(cells, atoms, 5) == {"t1_oct"}


def test_the_same_table_is_always_hidden_the_same_way():
    cells, atoms, last = table([[3, 9, 20], [8, 6, 0], [12, 2, 7]])

    assert [hide(cells, atoms, 5, last) for _again in range(3)] == [hide(cells, atoms, 5, last)] * 3


def test_people_in_two_atoms_are_one_group():
    """Six visits by the same two people are two people."""
    atoms = {"sep": {"x", "y"}, "oct": {"x", "y"}, "nov": {"x", "y"}, "dec": set("abcdefgh")}
    cells = {"autumn": {"sep", "oct", "nov"}, "dec": {"dec"}}

    assert hide(cells, atoms, 5) == {"autumn"}


def test_a_table_too_large_to_prove_is_hidden_rather_than_shown():
    """Forty-five lone people in every pair of ten rows: more groups than anybody looks at with k = 10."""
    atoms = {pair: {pair} for pair in combinations(range(10), 2)}
    cells = {row: {pair for pair in atoms if row in pair} for row in range(10)}

    hidden = hide(cells, atoms, 10)

    assert small_group({row: inside for row, inside in cells.items() if row not in hidden}, atoms, 10) is None


@pytest.mark.parametrize(
    ("limit", "atoms"),
    [
        ("_PATIENCE", {pair: {*pair} for pair in combinations("abcde", 2)}),
        ("_PATIENCE_WITH_STRANGERS", {pair: {pair} for pair in combinations("abcde", 2)}),
    ],
)
def test_where_patience_runs_out_a_cell_counts_as_unsafe(monkeypatch, limit, atoms):
    cells = {letter: {pair for pair in atoms if letter in pair} for letter in "abcde"}
    assert (hide(cells, atoms, 3), small_group(cells, atoms, 3)) == (set(), None)

    monkeypatch.setattr(suppression, limit, 0)

    assert (hide(cells, atoms, 3) > set(), small_group(cells, atoms, 3)) == (True, set(atoms))


def test_what_is_hidden_for_a_reason_of_its_own_does_not_follow_from_the_rest():
    cells, atoms = line(a=9, b=8, c=30)

    assert hide(cells, atoms, k=5, last=["total"], already=["b"]) == {"a", "b"}


def test_what_was_told_elsewhere_is_reckoned_with():
    cells, atoms = {"now": {"a"}}, people(a=20, b=2)

    assert (hide(cells, atoms, k=5), hide(cells, atoms, k=5, before=[{"a", "b"}])) == (set(), {"now"})


def test_few_are_hidden_though_told_elsewhere_under_a_smaller_limit():
    """That they follow from what the reader knows already is no reason to tell them again."""
    cells, atoms = {"few": {"a"}, "many": {"b"}}, people(a=4, b=20)

    assert hide(cells, atoms, k=5, before=[{"a"}]) >= {"few"}


def test_an_answer_that_nobody_gave_is_hidden_beside_one_that_is_hidden():
    given = dict(enumerate([{1}] * 9 + [{2}] * 2))

    assert hidden_answers(given, 5, also=[3]) == {1, 2, 3}
    assert hidden_answers(dict(enumerate([{1}] * 9)), 5, also=[3]) == set()


def test_only_those_asked_about_are_guarded():
    given = dict(enumerate([{1}] * 9 + [{2}] * 2 + [{3}] * 9))

    assert hidden_answers(given, 5, of=range(9)) == set()
    assert hidden_answers(given, 5, of=range(9, 11)) >= {2, TOTAL}


counts = st.integers(0, 12)


@settings(max_examples=80)
@given(st.lists(counts, min_size=1, max_size=6), st.integers(3, 10))
def test_brute_force_one_line(row, k):
    cells, atoms = line(**{f"c{place}": count for place, count in enumerate(row)})

    hidden = hide(cells, atoms, k, last=["total"])

    assert exposed({n: c for n, c in cells.items() if n not in hidden}, atoms, k) == []


@settings(max_examples=60)
@given(st.integers(1, 3), st.integers(1, 3), st.data(), st.integers(3, 8))
def test_brute_force_two_ways(down, across, data, k):
    rows = [[data.draw(counts) for _column in range(across)] for _row in range(down)]
    cells, atoms, last = table(rows)

    hidden = hide(cells, atoms, k, last)

    assert exposed({n: c for n, c in cells.items() if n not in hidden}, atoms, k) == []


@settings(max_examples=25)
@given(st.lists(st.integers(0, 7), min_size=2, max_size=4), st.integers(3, 5))
def test_brute_force_every_line_that_could_be_meant(row, k):
    """All lines of counts that agree with what is shown: no small count is the same in all of them."""
    cells, atoms = line(**{f"c{place}": count for place, count in enumerate(row)})

    hidden = hide(cells, atoms, k, last=["total"])

    shown = {place: count for place, count in enumerate(row) if f"c{place}" not in hidden}
    most = 9 if "total" in hidden else sum(row)
    could_be = [
        guess
        for guess in product(range(most + 1), repeat=len(row))
        if all(guess[place] == count for place, count in shown.items())
        and ("total" in hidden or sum(guess) == sum(row))
    ]
    certain = [count for place, count in enumerate(row) if len({guess[place] for guess in could_be}) == 1]
    assert [count for count in certain if 0 < count < k] == []


@settings(max_examples=15)
@given(st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=2), min_size=2, max_size=2))
def test_brute_force_every_table_that_could_be_meant(rows):
    cells, atoms, last = table(rows)
    hidden = hide(cells, atoms, 3, last)
    size = {name: sum(len(atoms[atom]) for atom in inside) for name, inside in cells.items()}

    could_be = [
        dict(zip(atoms, guess, strict=True))
        for guess in product(range(sum(map(sum, rows)) + 2), repeat=len(atoms))
        if all(
            sum(dict(zip(atoms, guess, strict=True))[a] for a in cells[n]) == size[n] for n in cells if n not in hidden
        )
    ]

    certain = [len(atoms[atom]) for atom in atoms if len({guess[atom] for guess in could_be}) == 1]
    assert [count for count in certain if 0 < count < 3] == []


@pytest.mark.parametrize("k", [3, 5, 10])
def test_brute_force_sees_what_is_not_hidden(k):
    """The check itself can fail: shown as they are, these cells give a group of two away."""
    cells, atoms = line(a=2, b=20, c=30)

    assert exposed({"b": {"b"}, "c": {"c"}, "total": cells["total"]}, atoms, k) == [("a",)]


def exposed(published, atoms, k):
    """Every group of 1 … k-1 people whose count is a combination of the published ones; by plain fractions."""
    present = [atom for atom in atoms if atoms[atom]]
    rows = _independent([[Fraction(atom in inside) for atom in present] for inside in published.values()])
    found = []
    for length in range(1, len(present) + 1):
        for group in combinations(present, length):
            if sum(len(atoms[atom]) for atom in group) < k:
                wanted = [Fraction(atom in group) for atom in present]
                if len(_independent([*rows, wanted])) == len(rows):
                    found.append(group)
    return found


def _independent(rows):
    """The rows reduced to an echelon form, without those that say nothing new."""
    kept = []
    for row in rows:
        for pivot, other in kept:
            if row[pivot]:
                row = [a - row[pivot] * b for a, b in zip(row, other, strict=True)]
        pivot = next((place for place, value in enumerate(row) if value), None)
        if pivot is not None:
            kept.append((pivot, [value / row[pivot] for value in row]))
    return [row for _pivot, row in kept]
