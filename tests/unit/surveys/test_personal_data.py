"""A person's answers, handed out and forgotten."""

from coaching.surveys import actions
from coaching.surveys.models import Answer, Sheet, Wave
from coaching.surveys.personal_data import erase, export_of


def test_ones_own_answers_come_out_and_nobody_elses(wave, item, participant, stranger):
    actions.keep(by=participant, wave=wave, values={item("text"): "Oma sana"})
    actions.keep(by=stranger, wave=wave, values={item("text"): "Toisen sana"})

    told = export_of(participant)["answers"]

    assert [(one["survey"], one["answers"][0]["answer"]) for one in told] == [("Kysely: at the start", "Oma sana")]


def test_the_forgotten_leave_their_choices_to_nobody_and_take_their_words(wave, survey, make_wave, item, participant):
    actions.keep(by=participant, wave=wave, values={item("scale"): 4, item("text"): "Oma sana"})
    actions.send(by=participant, wave=wave)
    unsent = make_wave(survey, "loppu", Wave.Kind.AFTER)
    actions.keep(by=participant, wave=unsent, values={item("scale"): 2})

    erase(participant)

    assert [(sheet.wave_id, sheet.person_id) for sheet in Sheet.objects.all()] == [(wave.pk, None)]
    assert list(Answer.objects.values_list("item__key", "value")) == [("scale", 4)]
    assert export_of(participant)["answers"] == []
