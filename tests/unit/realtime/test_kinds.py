"""The kinds of polls: what may be asked, what answers it, and what the answers come to."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from coaching.core.errors import Refused
from realtime.tools.polls.kinds import KINDS, SIMPLE
from realtime.tools.polls.kinds.kind import FEWEST, WrongQuestion, key_of
from tests.unit.realtime.each_kind import ASKED, GIVEN, OPTIONS, PARTS

FORMS = {
    "single": "a=1",
    "multiple": "a=0&a=2",
    "yes_no": "a=2",
    "scale": "a-0=4",
    "number": "a=12,5",
    "text": "a= Hiljaisuus oli vaikeaa ",
    "cloud": "a=luottamus&a=kiire&a=",
    "ranking": "a-0=2&a-1=3&a-2=1",
    "points": "a-0=7&a-1=&a-2=3",
    "form": "a-0=0&a-1=Hyvin",
}
WRONG = {
    "single": [[], [3], [-1], [0, 1], [0, 0], 0, "0", [True], [0.0]],
    "multiple": [[], [0, 0], [3], ["0"]],
    "yes_no": [[3], [0, 2]],
    "scale": [[], [6, 1], [0, 1], [None, None], [1], [1, 2, 3], ["1", 2]],
    "number": [61, -1, "5", [5], True],
    "text": ["  ", "a" * 501, 5, ["a"]],
    "cloud": [["a", "b", "c"], ["!"], "a", [1], ["a" * 41]],
    "ranking": [[0, 1], [0, 1, 1], [0, 1, 3], [], "012"],
    "points": [[0, 0, 0], [11, 0, 0], [5, 6, 0], [-1, 5, 0], [1, 1], [0.5, 0, 0]],
    "form": [[None, None], [[0]], [[9], "Hyvin"], "a", [[0], 5]],
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_stored_as_given(kind):
    assert KINDS[kind].check(ASKED[kind], GIVEN[kind]) == GIVEN[kind]


@pytest.mark.parametrize(("kind", "answer"), [(kind, answer) for kind in WRONG for answer in WRONG[kind]])
def test_what_does_not_answer_is_refused(kind, answer):
    with pytest.raises(Refused):
        KINDS[kind].check(ASKED[kind], answer)


@pytest.mark.parametrize("kind", KINDS)
def test_a_plain_form_gives_the_same_answer(kind):
    answer = KINDS[kind].from_form(ASKED[kind], QueryDict(FORMS[kind]), "a")

    assert KINDS[kind].check(ASKED[kind], answer) == GIVEN[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_is_no_answer(kind):
    assert KINDS[kind].from_form(ASKED[kind], QueryDict(""), "a") is None


@pytest.mark.parametrize(
    ("kind", "options", "told", "wrong"),
    [
        ("single", ["Yksi"], {}, "options"),
        ("single", ["A", "A"], {}, "options"),
        ("multiple", [str(n) for n in range(11)], {}, "options"),
        ("single", ["A", "b" * 201], {}, "options"),
        ("scale", [], {"steps": 2}, "steps"),
        ("scale", [], {"low": "a" * 61}, "low"),
        ("number", [], {"lowest": 5, "highest": 5}, "highest"),
        ("points", OPTIONS, {"points": 1}, "points"),
        ("cloud", [], {"words": 9}, "words"),
        ("form", [], {"questions": PARTS[:1]}, "questions"),
        ("form", [], {"questions": [PARTS[0], {**PARTS[1], "kind": "form"}]}, "questions"),
    ],
)
def test_what_cannot_be_asked(kind, options, told, wrong):
    with pytest.raises(WrongQuestion) as refused:
        KINDS[kind].checked(options, told)

    assert refused.value.name == wrong


ANSWERS = {
    "single": st.integers(0, 2).map(lambda n: [n]),
    "multiple": st.sets(st.integers(0, 2), min_size=1).map(sorted),
    "scale": st.tuples(st.integers(1, 5), st.none() | st.integers(1, 5)).map(list),
    "number": st.integers(0, 60),
    "text": st.sampled_from(["Hyvin", "Huonosti", "En tiedä"]),
    "ranking": st.permutations(range(3)).map(list),
    "points": st.lists(st.integers(0, 3), min_size=3, max_size=3).filter(any),
}


@pytest.mark.parametrize("kind", ANSWERS)
@given(data=st.data())
def test_a_tally_does_not_depend_on_how_answers_are_gathered(kind, data):
    """One by one, or equal ones together in another order: the database may group as it likes."""
    answers = data.draw(st.lists(ANSWERS[kind], min_size=FEWEST, max_size=8))
    together = Counter(map(json.dumps, reversed(answers)))
    gathered = [(json.loads(answer), people) for answer, people in together.items()]

    assert KINDS[kind].tally(ASKED[kind], [(answer, 1) for answer in answers]) == KINDS[kind].tally(
        ASKED[kind], gathered
    )


@given(st.lists(ANSWERS["multiple"], min_size=1, max_size=20))
def test_counts_are_a_recount(answers):
    counts = KINDS["multiple"].tally(ASKED["multiple"], [(answer, 1) for answer in answers])["counts"]

    assert counts == [sum(option in answer for answer in answers) for option in range(3)]


@given(st.lists(ANSWERS["ranking"], min_size=1, max_size=20))
def test_everybody_puts_somebody_on_each_place(answers):
    places = KINDS["ranking"].tally(ASKED["ranking"], [(answer, 1) for answer in answers])["places"]

    assert [sum(option[place] for option in places) for place in range(3)] == [len(answers)] * 3
    assert [sum(option) for option in places] == [len(answers)] * 3


@given(st.lists(ANSWERS["number"], min_size=1, max_size=20))
def test_every_number_is_in_one_bin(numbers):
    bins = KINDS["number"].tally(ASKED["number"], [(number, 1) for number in numbers])["bins"]

    assert sum(one["people"] for one in bins) == len(numbers)
    assert [one["people"] for one in bins] == [sum(one["low"] <= n <= one["high"] for n in numbers) for one in bins]


def test_a_statement_under_five_have_rated_is_not_told():
    answers = [([4, 2], 3), ([5, None], 2)]

    assert KINDS["scale"].tally(ASKED["scale"], answers)["items"] == [
        {"answered": 5, "counts": [0, 0, 0, 3, 2], "mean": 4.4},
        {"answered": 3, "counts": None, "mean": None},
    ]


def test_a_question_of_a_form_under_five_have_answered_is_not_told():
    [first, second] = KINDS["form"].tally(ASKED["form"], [([[0], None], 4), ([[0, 1], "Salaisuus"], 1)])["parts"]

    assert first == {"answered": 5, "too_few": False, "result": {"kind": "multiple", "counts": [5, 1, 0]}}
    assert second == {"answered": 1, "too_few": True, "result": None}


@pytest.mark.parametrize(
    "forms",
    [
        ["luottamus", "luottamuksen", "Luottamusta"],
        ["kiire", "kiirettä", "kiireessä"],
        ["vuorovaikutus", "vuorovaikutusta", "VUOROVAIKUTUKSEN"],
        ["ilo", "iloa"],
        ["rauha", "rauhaa", "rauhan"],
        ["asiakas", "asiakkaan", "asiakasta"],
        ["oma  aika", "omaa aikaa"],
    ],
)
def test_inflections_of_a_finnish_word_are_one(forms):
    cloud, answers = ASKED["cloud"], [KINDS["cloud"].check(ASKED["cloud"], [form]) for form in forms]

    words = KINDS["cloud"].tally(cloud, [(answer, 1) for answer in answers] + [(["muuta"], 1)])["words"]

    assert sorted(word["people"] for word in words) == [1, len(forms)]


def test_a_person_is_counted_once_a_word():
    [word] = KINDS["cloud"].tally(ASKED["cloud"], [(["kiire", "kiirettä"], 5)])["words"]

    assert word["people"] == 5


@pytest.mark.parametrize(("kind", "answers"), [("text", ["Hyvin", "Tyhmä"]), ("cloud", [["hyvin"], ["tyhmä"]])])
def test_a_hidden_text_is_told_to_coaches_alone(kind, answers):
    tally = KINDS[kind].tally(ASKED[kind], [(answer, 3) for answer in answers])
    [listed] = tally.values()
    key = next(one["key"] for one in listed if one["text"].lower() == "tyhmä")

    result = KINDS[kind].tally(ASKED[kind], [(answer, 3) for answer in answers], [key])

    [seen_by_coach], [seen_by_all] = result.values(), KINDS[kind].public(result).values()
    assert [one.get("hidden", False) for one in seen_by_coach].count(True) == 1
    assert [one["text"].lower() for one in seen_by_all] == ["hyvin"]


def test_a_hidden_text_of_a_form_is_told_to_coaches_alone():
    answers = [([[0], "Tyhmä"], 5)]

    result = KINDS["form"].tally(ASKED["form"], answers, [key_of("Tyhmä")])

    assert [one["text"] for one in result["parts"][1]["result"]["texts"]] == ["Tyhmä"]
    assert KINDS["form"].public(result)["parts"][1]["result"]["texts"] == []


def test_abstaining_is_counted_apart():
    kind, question = KINDS["yes_no"], ASKED["yes_no"]
    result = kind.tally(question, [([0], 3), ([1], 1), ([2], 4)])

    rows = kind.shown(question, result, 8)["rows"]

    assert [(row["people"], row["percent"]) for row in rows] == [(3, 75), (1, 25), (4, None)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_is_rows_of_data(kind):
    rows = list(KINDS[kind].rows(ASKED[kind], GIVEN[kind]))

    assert rows
    assert {key for row in rows for key in row} <= {"part", "option", "answer", "value", "text"}


@pytest.mark.parametrize("kind", SIMPLE)
def test_results_are_shown_with_ones_own_answer(kind):
    result = KINDS[kind].tally(ASKED[kind], [(GIVEN[kind], 5)])

    rows = KINDS[kind].shown(ASKED[kind], result, 5, GIVEN[kind])["rows"]

    assert any(row["mine"] for row in rows)


@pytest.mark.parametrize(("options", "single"), [([], True), (OPTIONS, False)])
def test_a_scale_of_the_question_alone_does_not_say_it_twice(options, single):
    asked = replace(ASKED["scale"], options=options)
    given = [4] * max(len(options), 1)

    assert KINDS["scale"].shown(asked, KINDS["scale"].tally(asked, [(given, 5)]), 5)["single"] is single
