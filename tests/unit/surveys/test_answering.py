"""The page of answering, with and without its script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.surveys import actions
from coaching.surveys.models import Answer, BlankSheet, Sheet

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def keep(signed_in, participant, wave):
    """keep(item, **fields) → the answer to keeping one item, as the script asks."""
    client = signed_in(participant)
    return lambda item, **fields: client.post(
        f"{wave.get_absolute_url()}talteen/", {"item": item.name, **fields}, **JSON
    )


def test_whoever_is_asked_comes_in_and_others_do_not_find_it(wave, signed_in, request):
    people = ["participant", "developer_client", "stranger", "coach", "developer", "evaluator", "organiser", "outsider"]
    found = {who: signed_in(request.getfixturevalue(who)).get(wave.get_absolute_url()).status_code for who in people}

    asked = ["participant", "developer_client", "stranger"]
    assert found == {who: 200 if who in asked else 404 for who in people}


def test_who_is_not_signed_in_is_asked_to(wave, client):
    assert client.get(wave.get_absolute_url()).status_code == 302


def test_paragraphs_of_the_introduction_and_of_a_parts_help_stay_apart(make_survey, make_wave, signed_in, participant):
    survey = make_survey("text", intro={"fi": "Vastaa rauhassa.\n\nKiitos <sinulle>!"})
    survey.sections.update(help={"fi": "Yksi.\n\nKaksi."})

    page = signed_in(participant).get(make_wave(survey).get_absolute_url())

    assert "<p>Vastaa rauhassa.</p>\n\n<p>Kiitos &lt;sinulle&gt;!</p>" in page.text
    assert "<p>Yksi.</p>\n\n<p>Kaksi.</p>" in page.text


def test_an_answer_is_kept_as_it_is_given(keep, item):
    scale = item("scale")

    answer = keep(scale, **{scale.name: "4"})

    assert (answer.status_code, answer.json()) == (200, {"wrong": {}})
    assert Answer.objects.get().value == 4


def test_only_the_named_item_is_touched(keep, item):
    scale, text = item("scale"), item("text")
    keep(scale, **{scale.name: "4"})

    keep(text, **{text.name: "Hyvin"})

    assert dict(Answer.objects.values_list("item__key", "value")) == {"scale": 4, "text": "Hyvin"}


def test_an_identity_code_is_told_beside_its_item_and_kept_nowhere(keep, item):
    text = item("text")

    answer = keep(text, **{text.name: "Asiakas 131052-308T"})

    assert (answer.status_code, list(answer.json()["wrong"]), Answer.objects.count()) == (422, [text.name], 0)
    assert "131052" not in answer.text


def test_a_bad_answer_does_not_take_the_good_ones_with_it(signed_in, participant, wave, item):
    scale, number = item("scale"), item("number")

    page = signed_in(participant).post(wave.get_absolute_url(), {scale.name: "4", number.name: "monta", "anyway": "1"})

    assert page.status_code == 422
    assert Answer.objects.get().value == 4
    assert 'value="monta"' in page.text
    assert Sheet.objects.get().sent_at is None


def test_one_may_save_and_go_on_later(signed_in, participant, wave, item):
    client, scale = signed_in(participant), item("scale")

    answer = client.post(wave.get_absolute_url(), {scale.name: "4", "save": "osa-2"})

    assert answer.url == f"{wave.get_absolute_url()}#osa-2"
    assert Sheet.objects.get().sent_at is None
    assert f'name="{scale.name}" value="4" checked' in client.get(wave.get_absolute_url()).text


def test_what_was_left_out_is_asked_about_once(signed_in, participant, wave, item):
    client, scale = signed_in(participant), item("scale")
    asked = client.post(wave.get_absolute_url(), {scale.name: "4"})

    sent = client.post(wave.get_absolute_url(), {scale.name: "4", "anyway": "1"})

    assert (asked.status_code, len(asked.context["left"])) == (422, 6)
    assert (sent.status_code, sent.url) == (302, f"{wave.get_absolute_url()}kiitos/")
    assert Sheet.objects.get().sent_at is not None


def test_the_script_learns_what_was_left_out(signed_in, participant, wave, item):
    scale = item("scale")

    answer = signed_in(participant).post(wave.get_absolute_url(), {scale.name: "4"}, **JSON)

    left = [one.name for one in wave.survey.items.exclude(key="scale")]
    assert (answer.status_code, answer.json()) == (422, {"left_out": left})


def test_a_survey_that_is_over_takes_nothing_and_says_so(keep, item, wave, over):
    over(wave)

    answer = keep(item("scale"), **{item("scale").name: "4"})

    assert (answer.status_code, answer.json()["code"], Sheet.objects.count()) == (409, "survey_over", 0)


def test_an_anonymous_page_sends_nothing_on_the_way_and_says_so(signed_in, participant, anonymous_wave, wave):
    client = signed_in(participant)
    named, nameless = client.get(wave.get_absolute_url()).text, client.get(anonymous_wave.get_absolute_url()).text

    assert ("talteen/" in named, "talteen/" in nameless) == (True, False)
    assert "nobody can tell whose they are" in nameless


def test_an_anonymous_sheet_without_the_pages_number_is_not_taken(signed_in, participant, anonymous_wave):
    answer = signed_in(participant).post(anonymous_wave.get_absolute_url(), {"anyway": "1"})

    assert (answer.status_code, BlankSheet.objects.count()) == (422, 0)


def test_the_browser_alone_remembers_an_anonymous_answer(signed_in, participant, anonymous_wave):
    client = signed_in(participant)
    number = client.get(anonymous_wave.get_absolute_url()).context["number"]
    client.post(anonymous_wave.get_absolute_url(), {"anyway": "1", "number": number})

    assert client.cookies[f"answered-{anonymous_wave.pk}"].value == "1"
    assert client.get(anonymous_wave.get_absolute_url()).context["from_here"] is True


def test_a_page_costs_the_same_for_few_and_for_many_items(signed_in, participant, make_survey, make_wave):
    client = signed_in(participant)
    few, many = make_wave(make_survey("scale", key="a")), make_wave(make_survey(key="b"))
    for wave in (few, many):
        actions.keep(by=participant, wave=wave, values=dict.fromkeys(wave.survey.items.filter(kind="scale"), 1))
    client.get(few.get_absolute_url())

    costs = []
    for wave in (few, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(wave.get_absolute_url())
        costs.append(len(queries))

    assert costs[0] == costs[1]
