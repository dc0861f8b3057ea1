"""Before and after from the wide table of surveys: who is counted, what is hidden, when it is tested."""

import pytest
from django.utils import translation

from coaching.core.registries import NO_ANSWER, Column, Dataset, datasets
from coaching.evaluation.extract import Snapshot, asked
from coaching.evaluation.summaries.changes import changes
from coaching.evaluation.summaries.frame import Frame


@pytest.fixture
def told(study, monkeypatch):
    """told(answers, of=everybody) → the rows; answers are {column: [each person's]}."""

    def tell(answers, consenting=None):
        columns = {
            name: Column(
                {"en": f"Question {name}"}, "category", {n: str(n) for n in range(1, 6)}, {NO_ANSWER: "-"}, "ordinal"
            )
            for name in answers
        }
        people = range(len(next(iter(answers.values()))))
        rows = [{"person": person} | {name: given[person] for name, given in answers.items()} for person in people]
        columns["person"] = Column("Who", "person")
        monkeypatch.setitem(datasets._items, "survey_wide", Dataset("", columns, lambda _extract: iter(rows)))
        numbers = dict.fromkeys(people if consenting is None else consenting, "P1")
        with translation.override("en"):
            snapshot = Snapshot(numbers, str, lambda _row, _people: True)
            tables = list(changes(Frame(study.programme_id, 5, asked(study), snapshot, narrowed=True)))
        return [(row.label, *row.values) for table in tables for row in table.rows]

    return tell


def test_many_pairs_are_counted_and_tested(told):
    assert told({"t1_trust": [2] * 20 + [3] * 6 + [4] * 5, "t3_trust": [4] * 20 + [3] * 6 + [2] * 5}) == [
        ("Question t3_trust", 31, 31, 31, 20, 6, 5, 2, 0.6, 0.01)
    ]


def test_few_who_got_worse_are_hidden_and_what_they_follow_from(told):
    [row] = told({"t1_trust": [2] * 20 + [3] * 6 + [4] * 2, "t3_trust": [4] * 20 + [3] * 6 + [2] * 2})

    assert row[1:7] == (28, 28, 28, 20, None, None)


def test_under_ten_pairs_nothing_is_tested(told):
    [row] = told({"t1_trust": [2] * 9, "t3_trust": [4] * 9})

    assert row[1:] == (9, 9, 9, 9, 0, 0, None, None, None)


def test_under_five_pairs_nothing_is_told(told):
    [row] = told({"t1_trust": [2] * 4, "t3_trust": [4] * 4})

    assert set(row[1:]) == {None}


def test_only_those_who_have_consented(told):
    [row] = told({"t1_trust": [2] * 30, "t3_trust": [4] * 30}, consenting=range(12))

    assert row[1:4] == (12, 12, 12)


def test_no_answer_is_no_pair(told):
    [row] = told({"t1_trust": [2] * 20 + [NO_ANSWER] * 6, "t3_trust": [4] * 20 + [5] * 6})

    assert row[1:4] == (20, 26, 20)


def test_what_nobody_answered_twice_is_no_row(told):
    assert told({"t1_trust": [2] * 9 + [None] * 9, "t3_trust": [None] * 9 + [3] * 9}) == []


def test_one_round_is_no_change(told):
    assert told({"t1_trust": [2] * 20, "t3_other": [4] * 20}) == []


def test_a_round_that_is_still_to_come_waits(told):
    [row] = told({"t1_trust": [2] * 10, "t2_trust": [3] * 10, "t3_trust": [None] * 10})

    assert (row[0], row[4]) == ("Question t2_trust", 10)


def test_the_first_is_held_against_the_last(told):
    [row] = told({"t1_trust": [2] * 10, "t2_trust": [1] * 10, "t4_trust": [3] * 10})

    assert (row[0], row[4]) == ("Question t4_trust", 10)
