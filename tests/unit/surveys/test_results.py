"""Results: counts that tell of nobody."""

from datetime import timedelta
from itertools import combinations
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coaching.programmes.models import Role
from coaching.surveys import actions
from coaching.surveys.models import Sheet, Wave
from coaching.surveys.results import results_of


@pytest.fixture
def answer(make_person):
    """answer(wave, key, *values): one new person for each value, who sends it and nothing else."""

    def answer(wave, key, *values):
        item = wave.survey.items.get(key=key)
        for number, value in enumerate(values):
            person = make_person(f"Vastaaja {key} {number}", Role.PARTICIPANT)
            actions.keep(by=person, wave=wave, values={item: value})
            actions.send(by=person, wave=wave)

    return answer


def counts(wave, key, part=None):
    results = results_of(wave).results
    [result] = [one for one in results if one.item.key == key and (part is None or part in (one.part or {}).values())]
    return {row.label: row.count for row in result.rows}


def test_who_chose_what_is_counted(wave, answer, over):
    answer(wave, "single", *["chat"] * 6, *["video"] * 7)

    assert counts(over(wave), "single") == {"Chat": 6, "Video": 7, "No answer": 0}


def test_a_few_are_hidden_and_so_is_what_would_tell_of_them(wave, answer, over):
    answer(wave, "single", *["chat"] * 2, *["video"] * 9)
    answer(wave, "text", *["Jokin"] * 3)

    told = counts(over(wave), "single")

    assert told == {"Chat": None, "Video": 9, "No answer": None}


def test_steps_of_which_some_have_few_are_told_together(wave, answer, over):
    answer(wave, "scale", *[1] * 2, *[2] * 4, *[3] * 6, *[4] * 3, *[5] * 9)

    told = counts(over(wave), "scale")

    assert told == {"1 ei – 2": 6, "3": 6, "4 – 5 kyllä": 12, "I cannot say": 0, "No answer": 0}


def test_steps_that_enough_chose_are_told_one_by_one(wave, answer, over):
    answer(wave, "scale", *[step for step in range(1, 6) for _person in range(5)])

    assert counts(over(wave), "scale") == {
        "1 ei": 5,
        "2": 5,
        "3": 5,
        "4": 5,
        "5 kyllä": 5,
        "I cannot say": 0,
        "No answer": 0,
    }


def test_options_that_overlap_are_guarded_by_their_patterns(wave, answer, over):
    """Fourteen chose one or both: shown both ways, the two who chose both would follow."""
    answer(wave, "multiple", *[["chat"]] * 6, *[["video"]] * 6, *[["chat", "video"]] * 2)

    told = counts(over(wave), "multiple")

    assert None in told.values()
    assert (told["Chat"], told["Video"]) != (8, 8)


@pytest.mark.parametrize(
    "numbers", [(2, 6, 9, 0, 0), (1, 1, 1, 8, 8), (5, 5, 5, 5, 5), (3, 0, 0, 0, 9), (4, 4, 4, 4, 4)]
)
def test_no_sum_or_difference_of_what_is_shown_tells_of_a_few(wave, answer, over, numbers):
    answer(wave, "scale", *[step for step, number in enumerate(numbers, start=1) for _person in range(number)])
    total = sum(numbers)
    shown = [count for count in counts(over(wave), "scale").values() if count]

    sums = {sum(some) for size in range(len(shown) + 1) for some in combinations(shown, size)}
    assert [left for left in (total - one for one in sums) if 0 < left < 5] == []
    assert [count for count in shown if count < 5] == []


def test_the_areas_of_a_matrix_are_told_apart(wave, answer, over):
    answer(wave, "matrix", *[{"teknologia": 1, "etiikka": 3}] * 6, *[{"teknologia": 2}] * 5)

    assert counts(over(wave), "matrix", "Teknologia")["En osaa"] == 6
    assert counts(wave, "matrix", "Etiikka") == {"En osaa": 0, "Osaan": 0, "Opastan muita": 6, "No answer": 5}


def test_of_numbers_neither_the_lowest_nor_the_highest_is_told(wave, answer, over, signed_in, organiser):
    answer(wave, "number", 111, 20, 21, 22, 23, 24, 25, 26, 27, 28, 299)

    [result] = [one for one in results_of(over(wave)).results if one.item.key == "number"]

    assert (result.given, result.middle, result.half) == (11, 25, (22.5, 27.5))
    page = signed_in(organiser).get(f"/kyselyt/tulokset/{wave.pk}/").text
    assert [told for told in ("111", "299") if told in page] == []


def test_of_a_few_numbers_the_middle_alone_is_told(wave, answer, over):
    answer(wave, "number", *range(20, 29))

    [result] = [one for one in results_of(over(wave)).results if one.item.key == "number"]

    assert (result.middle, result.half) == (24, ())


@pytest.mark.parametrize(("given", "passed_over", "told"), [(7, 0, 7), (6, 6, 6), (7, 3, None), (3, 7, None)])
def test_how_many_answered_an_item_is_told_when_neither_part_is_small(wave, answer, over, given, passed_over, told):
    answer(wave, "text", *["Sana"] * given)
    answer(wave, "scale", *[3] * passed_over)

    assert [one.given for one in results_of(over(wave)).results if one.item.key == "text"] == [told]


def test_of_steps_that_are_hidden_no_median_is_told(wave, answer, over):
    answer(wave, "scale", *[1] * 2, *[5] * 9)

    [result] = [one for one in results_of(over(wave)).results if one.item.key == "scale"]

    assert (result.middle, None in [row.count for row in result.rows]) == (None, True)


def test_what_nobody_chose_is_hidden_beside_what_a_few_did(wave, answer, over):
    answer(wave, "matrix", *[{"etiikka": 1}] * 2, *[{"etiikka": 2}] * 9)

    assert set(counts(over(wave), "matrix", "Etiikka").values()) == {None}


def test_open_answers_are_shown_to_nobody(wave, answer, over, signed_in, organiser):
    answer(wave, "text", *[f"Salainen sana {number}" for number in range(6)])

    page = signed_in(organiser).get(f"/kyselyt/tulokset/{over(wave).pk}/").text

    assert ("6 people answered" in page, "Salainen" in page) == (True, False)


def test_fewer_than_five_answers_tell_nothing(wave, answer, over, signed_in, organiser):
    answer(wave, "single", *["chat"] * 4)

    assert results_of(over(wave)).answered is None
    assert "Too few answers to show" in signed_in(organiser).get(f"/kyselyt/tulokset/{wave.pk}/").text


def test_nothing_is_told_while_answers_come_in(wave, answer, signed_in, organiser):
    answer(wave, "single", *["chat"] * 9)

    page = signed_in(organiser).get(f"/kyselyt/tulokset/{wave.pk}/")

    assert (page.context["found"], "Not yet" in page.text) == (None, True)


def test_what_was_not_sent_is_not_counted(wave, answer, over):
    answer(wave, "single", *["chat"] * 6, *["video"] * 6)
    Sheet.objects.filter(pk__in=Sheet.objects.order_by("-pk").values("pk")[:6]).update(sent_at=None)

    assert counts(over(wave), "single") == {"Chat": 6, "Video": 0, "No answer": 0}


def test_an_anonymous_box_is_counted_alike(anonymous_wave, over):
    scale = anonymous_wave.survey.items.get(key="scale")
    for value in [2] * 5 + [4] * 6:
        actions.drop(wave=anonymous_wave, values={scale: value}, number=uuid4())

    told = counts(over(anonymous_wave), "scale")

    assert (told["2"], told["4"]) == (5, 6)


def test_whoever_answered_sees_the_results_and_who_did_not_does_not_find_them(
    wave, over, signed_in, participant, stranger, coach, organiser, developer, evaluator, outsider
):
    actions.send(by=participant, wave=wave)
    over(wave)
    people = [participant, stranger, coach, organiser, developer, evaluator, outsider]

    found = [signed_in(person).get(f"/kyselyt/tulokset/{wave.pk}/").status_code for person in people]

    assert found == [200, 404, 200, 200, 404, 404, 404]


def test_whoever_only_began_or_is_asked_no_more_does_not_find_the_results(
    wave, over, item, signed_in, participant, stranger, developer_client
):
    actions.keep(by=participant, wave=wave, values={item("scale"): 3})
    actions.send(by=stranger, wave=wave)
    actions.send(by=developer_client, wave=wave)
    Wave.objects.filter(pk=over(wave).pk).update(audience={"circles": {"subgroup": ["lapset"]}})

    found = [
        signed_in(one).get(f"/kyselyt/tulokset/{wave.pk}/").status_code
        for one in (participant, stranger, developer_client)
    ]

    assert found == [404, 404, 200]


def test_results_of_an_anonymous_survey_are_for_whoever_was_asked_once_somebody_answered(
    anonymous_wave, item, over, signed_in, participant, developer
):
    def found():
        return [
            signed_in(one).get(f"/kyselyt/tulokset/{anonymous_wave.pk}/").status_code
            for one in (participant, developer)
        ]

    before = found()
    actions.drop(wave=anonymous_wave, values={item("scale", anonymous_wave.survey): 3}, number=uuid4())
    over(anonymous_wave)

    assert (before, found()) == ([404, 404], [200, 404])


def test_results_cost_the_same_for_few_and_for_many(wave, answer, over):
    answer(wave, "single", *["chat"] * 5)
    over(wave)
    costs = []
    for more in (0, 9):
        answer_late(wave, answer, more)
        with CaptureQueriesContext(connection) as queries:
            results_of(Wave.objects.select_related("survey").get(pk=wave.pk))
        costs.append(len(queries))

    assert costs[0] == costs[1]


def answer_late(wave, answer, number):
    """As many more sheets, whatever the time."""
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() + timedelta(days=1))
    wave.refresh_from_db()
    answer(wave, "scale", *[3] * number)
    Wave.objects.filter(pk=wave.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
