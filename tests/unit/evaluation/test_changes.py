"""Before and after from the wide table of surveys: who is counted, what is hidden, when it is tested."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from coaching.core.registries import NO_ANSWER, Column, Dataset, datasets
from coaching.evaluation.extract import Snapshot, asked
from coaching.evaluation.summaries.changes import changes
from coaching.evaluation.summaries.frame import Frame
from coaching.programmes.models import Role
from coaching.surveys.models import Answer, Sheet, Survey, Wave


@pytest.fixture
def told(study, monkeypatch):
    """told(answers, consenting=everybody) → the rows; answers are {column: [each person's]}."""

    def tell(answers, consenting=None, kept=lambda _row, _people: True, narrowed=True):
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
            snapshot = Snapshot(numbers, str, kept)
            tables = list(changes(Frame(study.programme_id, 5, asked(study), snapshot, narrowed=narrowed)))
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


def test_where_few_answered_the_first_round_only_nothing_of_the_others_is_told(told):
    changed, matched = told({"t1_trust": [2] * 12, "t3_trust": [4] * 10 + [None] * 2}, narrowed=False)

    assert (changed[1:], matched[1:]) == ((12, *[None] * 8), (None,) * 4)


def test_only_those_whom_the_filter_leaves(told):
    [row] = told({"t1_trust": [2] * 20, "t3_trust": [4] * 20}, kept=lambda _row, people: people[0] < 9)

    assert row[3] == 9


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


SCALE = {"steps": 5, "low": {"fi": "ei"}, "high": {"fi": "kyllä"}}


@pytest.fixture
def looked_back(study, make_person):
    """looked_back(people, **settings) → {table: rows}; each of the people answered before, then and now, or None."""

    def tell(people, then_of=True, still_open=False, **settings):
        survey = Survey.objects.create(programme=study.programme, key="kysely", title={"fi": "Kysely"})
        own = {"survey": survey, "kind": "scale", "section": survey.sections.create(place=1)}
        now = survey.items.create(key="nyt", place=1, text={"en": "Now"}, settings=SCALE, **own)
        own |= {"settings": SCALE | settings, "retrospective": True, "then_of": now if then_of else None}
        then = survey.items.create(key="ennen", place=2, text={"en": "Then"}, only_for={"waves": ["after"]}, **own)
        ended = timezone.now() - timedelta(days=1)
        days = {"opens_at": ended - timedelta(days=9), "closes_at": ended}
        waves = {kind: Wave.objects.create(survey=survey, key=kind, kind=kind, **days) for kind in ("before", "after")}
        if still_open:
            Wave.objects.filter(key="after").update(closes_at=timezone.now() + timedelta(hours=1))
        ids = [
            _answered(make_person(f"Vastaaja {n}", Role.PARTICIPANT), waves, now, then, answers)
            for n, answers in enumerate(people)
        ]
        snapshot = Snapshot(dict.fromkeys(ids, "P1"), str, lambda _row, _people: True)
        with translation.override("en"):
            tables = list(changes(Frame(study.programme_id, 5, asked(study), snapshot, narrowed=True)))
        return {table.key: [(row.label, *row.values) for row in table.rows] for table in tables}

    return tell


def _answered(person, waves, now, then, answers):
    before, looking_back, after = answers
    given = [(waves["before"], now, before), (waves["after"], then, looking_back), (waves["after"], now, after)]
    for wave, item, value in given:
        if value is not None:
            sheet, _made = Sheet.objects.get_or_create(wave=wave, person=person, sent_at=wave.closes_at)
            Answer.objects.create(sheet=sheet, item=item, value=value)
    return person.pk


def test_a_round_that_is_still_open_tells_nothing(looked_back):
    assert looked_back([(3, 2, 4)] * 14, still_open=True) == {}


def test_the_start_as_seen_afterwards_stands_beside_the_true_start_and_apart_from_it(looked_back):
    told = looked_back([(3, 2, 4)] * 8 + [(4, 4, 4)] * 6)

    assert told["changes"] == [("Now", 14, 14, 14, 8, 6, 0, 1, 1.0, 0.01)]
    assert told["changes_then"] == [("Now", 14, 8, 6, 0, 14, 3, 2, 4)]


def test_what_was_told_afterwards_is_no_answer_at_the_start(looked_back):
    told = looked_back([(None, 1, 5)] * 9 + [(3, 3, 3)] * 9)

    assert told["changes"][0][1:7] == (9, 18, 9, 0, 9, 0)
    assert told["changes_then"] == [("Now", 18, 9, 9, 0, 9, None, None, None)]


def test_the_few_who_did_not_look_back_stay_hidden(looked_back):
    told = looked_back([(3, 2, 4)] * 12 + [(3, None, 4)] * 3)

    [(_question, afterwards, *_rest)] = told["changes_then"]
    assert (told["changes"][0][1:4], afterwards) == ((15, 15, 15), None)


@pytest.mark.parametrize("apart", [{"then_of": False}, {"steps": 7}], ids=["of nothing asked", "on another scale"])
def test_what_cannot_be_held_beside_it_is_left_out(looked_back, apart):
    assert set(looked_back([(3, 2, 4)] * 12, **apart)) == {"changes"}
