"""Keeping, sending, and the anonymous box."""

from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.db import connection

from coaching.core.errors import Refused
from coaching.core.models import AccessLog, Draft, History
from coaching.surveys import actions
from coaching.surveys.models import Answer, BlankSheet, Receipt, Sheet, Wave


def test_an_answer_is_kept_changed_and_taken_away(wave, item, participant):
    scale, text = item("scale"), item("text")
    actions.keep(by=participant, wave=wave, values={scale: 2, text: "Hyvin"})
    actions.keep(by=participant, wave=wave, values={scale: 5})

    sheet = actions.keep(by=participant, wave=wave, values={text: None})

    assert list(sheet.answers.values_list("item__key", "value")) == [("scale", 5)]
    assert (Sheet.objects.count(), sheet.sent_at) == (1, None)


def test_keeping_the_same_again_changes_nothing(wave, item, participant):
    actions.keep(by=participant, wave=wave, values={item("scale"): 2})
    at = Answer.objects.get().at

    actions.keep(by=participant, wave=wave, values={item("scale"): 2})

    assert Answer.objects.get().at == at


def test_sending_counts_once_and_is_written_into_history_once(wave, item, participant):
    actions.keep(by=participant, wave=wave, values={item("scale"): 2})
    first = actions.send(by=participant, wave=wave).sent_at

    again = actions.send(by=participant, wave=wave).sent_at

    assert first == again
    assert History.objects.filter(verb="surveys.answered", actor=participant).count() == 1


@pytest.mark.parametrize("deed", ["keep", "send", "drop"])
def test_nothing_comes_in_when_the_time_is_over(deed, wave, over, participant):
    over(wave)
    asked = {
        "keep": {"by": participant, "wave": wave, "values": {}},
        "send": {"by": participant, "wave": wave},
        "drop": {"wave": wave, "values": {}, "number": uuid4()},
    }

    with pytest.raises(Refused) as refused:
        getattr(actions, deed)(**asked[deed])

    assert (refused.value.code, Sheet.objects.count()) == ("survey_over", 0)


def test_an_anonymous_survey_keeps_nothing_on_the_way(anonymous_wave, item, participant):
    scale = item("scale", anonymous_wave.survey)

    with pytest.raises(Refused) as refused:
        actions.keep(by=participant, wave=anonymous_wave, values={scale: 2})

    assert (refused.value.code, Sheet.objects.count()) == ("anonymous", 0)


def test_a_survey_under_a_number_takes_no_anonymous_sheet(wave, item):
    with pytest.raises(Refused) as refused:
        actions.drop(wave=wave, values={item("scale"): 2}, number=uuid4())

    assert (refused.value.code, BlankSheet.objects.count()) == ("not_anonymous", 0)


def drop(wave, item, value, number=None):
    actions.drop(wave=wave, values={item("scale", wave.survey): value}, number=number or uuid4())


def test_a_sheet_sent_twice_counts_once(anonymous_wave, item):
    number = uuid4()
    drop(anonymous_wave, item, 2, number)

    drop(anonymous_wave, item, 2, number)

    assert [sheet.answers for sheet in BlankSheet.objects.all()] == [{"scale": 2}]


def test_an_answer_under_a_number_could_be_found_by_its_person(wave, item, participant):
    """The proof that a link would be seen by the tests below: here it is."""
    actions.keep(by=participant, wave=wave, values={item("scale"): 2})
    actions.send(by=participant, wave=wave)

    assert everything_of(participant) == ["history", "sheet"]


def everything_of(person):
    found = {
        "history": History.objects.filter(actor=person),
        "access log": AccessLog.objects.filter(actor=person),
        "draft": Draft.objects.filter(owner=person),
        "sheet": Sheet.objects.filter(person=person),
    }
    return sorted(name for name, rows in found.items() if rows.exists())


def test_an_anonymous_answer_leaves_no_trace_of_its_person(anonymous_wave, item, participant, signed_in):
    client = signed_in(participant)
    sessions = set(BrowserSession.objects.values_list("session_key", "session_data"))
    scale, text = item("scale", anonymous_wave.survey), item("text", anonymous_wave.survey)
    page = client.get(anonymous_wave.get_absolute_url())

    sent = {scale.name: "4", text.name: "Oma sana", "number": str(page.context["number"])}
    answer = client.post(anonymous_wave.get_absolute_url(), sent)

    assert answer.status_code == 302
    assert BlankSheet.objects.get().answers == {"scale": 4, "text": "Oma sana"}
    assert everything_of(participant) == []
    assert set(BrowserSession.objects.values_list("session_key", "session_data")) == sessions


def test_an_anonymous_sheet_has_no_time_no_person_and_a_number_of_its_own(anonymous_wave, item):
    number = uuid4()
    drop(anonymous_wave, item, 2, number)

    columns = {model: [field.name for field in model._meta.fields] for model in (BlankSheet, Receipt)}
    assert columns == {BlankSheet: ["id", "wave", "answers"], Receipt: ["id", "wave"]}
    assert BlankSheet.objects.get().pk != number


def in_order_of_writing():
    """The sheets as they lie in the table: what a database keeps even where no column tells it."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    return BlankSheet.objects.raw(f"SELECT * FROM surveys_blanksheet ORDER BY {place}")


def test_the_order_of_coming_in_is_lost(anonymous_wave, item):
    """Thirteen sheets lie in the order they came in once in six milliard times."""
    for value in range(12):
        drop(anonymous_wave, item, value)
    before = set(BlankSheet.objects.values_list("pk", flat=True))

    drop(anonymous_wave, item, 12)

    in_the_table = [sheet.answers["scale"] for sheet in in_order_of_writing()]
    assert sorted(in_the_table) == list(range(13))
    assert in_the_table != list(range(13))
    assert before & set(BlankSheet.objects.values_list("pk", flat=True)) == set()


def test_waves_have_boxes_of_their_own(anonymous_wave, make_wave, item):
    other = make_wave(anonymous_wave.survey, key="loppu", kind=Wave.Kind.AFTER)
    drop(anonymous_wave, item, 1)

    drop(other, item, 2)

    assert {sheet.wave_id: sheet.answers for sheet in BlankSheet.objects.all()} == {
        anonymous_wave.pk: {"scale": 1},
        other.pk: {"scale": 2},
    }
