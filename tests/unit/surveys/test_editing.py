"""Writing instruments, freely until the first answer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.surveys import actions, editing
from coaching.surveys.models import Item, Survey, TextChange, Wave

from .conftest import make_item


@pytest.fixture
def answered(wave, item, participant):
    """The small instrument once somebody has begun to answer."""
    actions.keep(by=participant, wave=wave, values={item("scale"): 3})
    return wave.survey


def words(item, **changes):
    return {"item": item, "text": item.text, "help": item.help, "settings": item.settings} | changes


def test_a_copy_has_the_same_questions_and_no_waves(wave, organiser, participant, item):
    actions.keep(by=participant, wave=wave, values={item("scale"): 3})

    made = editing.copy(by=organiser, survey=wave.survey)

    def told(survey):
        return list(survey.items.values_list("key", "kind", "text", "settings", "place"))

    assert told(made) == told(wave.survey)
    assert (made.key, made.title, made.has_answers, made.waves.count()) == (
        "kysely-2",
        {"fi": "Kysely (copy)"},
        False,
        0,
    )
    assert Survey.objects.get(pk=wave.survey_id).items.count() == 7


def test_questions_are_added_moved_and_removed_until_the_first_answer(make_survey, organiser):
    survey = make_survey("scale", "text")
    section = survey.sections.get()
    own = {"help": {}, "settings": {}}
    added = editing.add_item(by=organiser, survey=survey, section=section, kind="text", text={"fi": "Uusi?"}, **own)
    editing.move_item(by=organiser, item=added, up=True)
    editing.remove_item(by=organiser, item=survey.items.get(key="scale"))

    assert list(survey.items.values_list("key", flat=True)) == ["uusi", "text"]


def test_an_emptied_part_goes(make_survey, organiser):
    survey = make_survey("text")

    editing.remove_item(by=organiser, item=survey.items.get())

    assert survey.sections.count() == 0


@pytest.mark.parametrize("deed", ["add", "move", "remove", "mode"])
def test_after_the_first_answer_the_questions_and_the_promise_stand(answered, organiser, deed):
    scale = answered.items.get(key="scale")
    asked = {
        "add": (editing.add_item, {"survey": answered, "section": None, "kind": "text", "text": {"fi": "Uusi?"}}),
        "move": (editing.move_item, {"item": scale, "up": True}),
        "remove": (editing.remove_item, {"item": scale}),
        "mode": (editing.change_survey, {"survey": answered, "title": {}, "intro": {}, "mode": "anonymous"}),
    }
    verb, values = asked[deed]

    with pytest.raises(Refused) as refused:
        verb(by=organiser, **values)

    assert (refused.value.code, answered.items.count()) == ("items_fixed", 7)


def test_an_anonymous_answer_fixes_the_promise_too(anonymous_wave, organiser, item):
    survey = anonymous_wave.survey
    actions.drop(wave=anonymous_wave, values={item("scale", survey): 3}, number=uuid4())

    with pytest.raises(Refused):
        editing.change_survey(by=organiser, survey=survey, title=survey.title, intro={}, mode="linked")

    assert Survey.objects.get(pk=survey.pk).mode == "anonymous"


def test_words_mended_under_answers_are_kept_as_they_were(answered, organiser):
    scale = answered.items.get(key="scale")

    editing.change_item(by=organiser, **words(scale, text={"fi": "Korjattu?"}))

    change = TextChange.objects.get()
    assert (change.before["text"], change.after["text"]) == ({"fi": "Kysymys scale?"}, {"fi": "Korjattu?"})
    assert Item.objects.get(pk=scale.pk).text == {"fi": "Korjattu?"}


def test_before_answers_words_are_simply_written(survey, organiser, item):
    editing.change_item(by=organiser, **words(item("scale"), text={"fi": "Korjattu?"}))

    assert (TextChange.objects.count(), item("scale").text) == (0, {"fi": "Korjattu?"})


@pytest.mark.parametrize("taken", ["choices", "levels", "areas"])
def test_under_answers_no_answer_to_choose_may_come_or_go(answered, organiser, taken):
    item = answered.items.get(key="single" if taken == "choices" else "matrix")
    fewer = item.settings | {taken: item.settings[taken][:1]}

    with pytest.raises(Refused) as refused:
        editing.change_item(by=organiser, **words(item, settings=fewer))

    assert refused.value.code == "items_fixed"


def test_a_survey_whose_questions_differ_by_group_cannot_become_anonymous(survey, organiser):
    make_item(survey.sections.get(), "text", "lapset", only_for={"circles": {"subgroup": ["lapset"]}})

    with pytest.raises(Refused) as refused:
        editing.change_survey(by=organiser, survey=survey, title=survey.title, intro={}, mode="anonymous")

    assert refused.value.code == "would_tell"


def test_only_organisers_write(survey, signed_in, request):
    people = ["organiser", "coach", "participant", "developer", "evaluator", "outsider"]
    found = {who: signed_in(request.getfixturevalue(who)).get(survey.get_absolute_url()).status_code for who in people}

    assert found == {
        "organiser": 200,
        "coach": 403,
        "participant": 403,
        "developer": 403,
        "evaluator": 403,
        "outsider": 404,
    }


def test_a_question_is_written_on_the_page(make_survey, signed_in, organiser):
    survey = make_survey("text")
    values = {
        "kind": "matrix",
        "text_fi": "Miten osaat?",
        "text_sv": "Hur kan du?",
        "options": "Teknologia | Teknik\nEtiikka",
        "levels": "En osaa\nOsaan | Kan",
        "section": "",
    }

    answer = signed_in(organiser).post(f"/kyselyt/lomake/{survey.pk}/kysymys/", values)

    item = survey.items.get(key="miten-osaat")
    assert (answer.status_code, item.text, survey.sections.count()) == (
        302,
        {"fi": "Miten osaat?", "sv": "Hur kan du?"},
        2,
    )
    assert item.settings == {
        "areas": [
            {"key": "teknologia", "text": {"fi": "Teknologia", "sv": "Teknik"}},
            {"key": "etiikka", "text": {"fi": "Etiikka"}},
        ],
        "levels": [{"fi": "En osaa"}, {"fi": "Osaan", "sv": "Kan"}],
    }


@pytest.mark.parametrize("kind", Item.Kind.values)
def test_saving_a_question_unchanged_changes_nothing(survey, signed_in, organiser, item, kind):
    before = item(kind).settings
    client, address = signed_in(organiser), f"/kyselyt/kysymys/{item(kind).pk}/"
    form = client.get(address).context["form"]

    client.post(address, {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()})

    assert item(kind).settings == before


def test_what_is_missing_comes_back_with_what_was_typed(make_survey, signed_in, organiser):
    survey = make_survey("text")

    page = signed_in(organiser).post(
        f"/kyselyt/lomake/{survey.pk}/kysymys/", {"kind": "single", "text_fi": "Mikä?", "options": "Yksi"}
    )

    assert (page.status_code, survey.items.count()) == (422, 1)
    assert ('value="Mikä?"' in page.text, "Write at least 2 lines." in page.text) == (True, True)


def test_a_wave_is_planned_on_the_page(survey, signed_in, organiser, subgroup):
    today = timezone.localdate()
    values = {"kind": "after", "opens": today, "closes": today + timedelta(days=6), "roles": ["participant"]}

    signed_in(organiser).post(f"/kyselyt/lomake/{survey.pk}/aalto/", values | {"subgroup": ["lapset"]})

    wave = Wave.objects.get()
    assert (wave.is_open, wave.last_day) == (True, today + timedelta(days=6))
    assert wave.audience == {"roles": ["participant"], "circles": {"subgroup": ["lapset"]}}


def test_an_identity_code_in_a_question_is_refused(make_survey, signed_in, organiser):
    survey = make_survey("text")

    page = signed_in(organiser).post(
        f"/kyselyt/lomake/{survey.pk}/kysymys/", {"kind": "text", "text_fi": "Onko 131052-308T tuttu?"}
    )

    assert (page.status_code, survey.items.count()) == (422, 1)
