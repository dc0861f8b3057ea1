"""Writing instruments, freely until the first answer."""

import re
from uuid import uuid4

import pytest

from coaching.core.errors import Refused
from coaching.surveys import actions, editing
from coaching.surveys.models import Item, Survey, TextChange

from .conftest import make_item


@pytest.fixture
def answered(wave, item, participant):
    """The small instrument once somebody has begun to answer."""
    actions.keep(by=participant, wave=wave, values={item("scale"): 3})
    return wave.survey


def words(item, **changes):
    own = {name: getattr(item, name) for name in ("text", "help", "settings", "only_for", "then_of", "retrospective")}
    return {"item": item, **own} | changes


def promise(survey, **changes):
    own = {name: getattr(survey, name) for name in ("title", "intro", "mode", "session_kinds")}
    return {"survey": survey, **own} | changes


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


@pytest.mark.parametrize("deed", ["add", "move", "remove", "mode", "roles", "look back"])
def test_after_the_first_answer_the_questions_and_the_promise_stand(answered, organiser, deed):
    scale = answered.items.get(key="scale")
    asked = {
        "add": (editing.add_item, {"survey": answered, "section": None, "kind": "text", "text": {"fi": "Uusi?"}}),
        "move": (editing.move_item, {"item": scale, "up": True}),
        "remove": (editing.remove_item, {"item": scale}),
        "mode": (editing.change_survey, promise(answered, mode="anonymous")),
        "roles": (editing.change_item, words(scale, only_for={"roles": ["participant"]})),
        "look back": (editing.change_item, words(scale, retrospective=True)),
    }
    verb, values = asked[deed]

    with pytest.raises(Refused) as refused:
        verb(by=organiser, **values)

    assert (refused.value.code, answered.items.count()) == ("items_fixed", 7)


def test_an_anonymous_answer_fixes_the_promise_too(anonymous_wave, organiser, item):
    survey = anonymous_wave.survey
    actions.drop(wave=anonymous_wave, values={item("scale", survey): 3}, number=uuid4())

    with pytest.raises(Refused):
        editing.change_survey(by=organiser, **promise(survey, mode="linked"))

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
        editing.change_survey(by=organiser, **promise(survey, mode="anonymous"))

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

    initial = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    answer = client.post(
        address, {name: value for name, value in initial.items() if value is not None and value is not False}
    )

    assert (answer.status_code, item(kind).settings) == (302, before)


def test_what_is_missing_comes_back_with_what_was_typed(make_survey, signed_in, organiser):
    survey = make_survey("text")

    page = signed_in(organiser).post(
        f"/kyselyt/lomake/{survey.pk}/kysymys/", {"kind": "single", "text_fi": "Mikä?", "options": "Yksi"}
    )

    assert (page.status_code, survey.items.count()) == (422, 1)
    assert ('value="Mikä?"' in page.text, "Write at least 2 lines." in page.text) == (True, True)


def test_an_identity_code_in_a_question_is_refused(make_survey, signed_in, organiser):
    survey = make_survey("text")

    page = signed_in(organiser).post(
        f"/kyselyt/lomake/{survey.pk}/kysymys/", {"kind": "text", "text_fi": "Onko 131052-308T tuttu?"}
    )

    assert (page.status_code, survey.items.count()) == (422, 1)


def test_whom_a_question_is_asked_of_is_written_on_the_page(make_survey, signed_in, organiser, subgroup):
    survey = make_survey("scale")
    section = survey.sections.get()
    values = {"kind": "scale", "text_fi": "Miten se oli ennen?", "options": "ei\nkyllä", "section": section.pk}
    limits = {"roles": ["participant", "developer_client"], "subgroup": ["lapset"], "waves": ["after"]}
    seen = survey.items.get()

    signed_in(organiser).post(
        f"/kyselyt/lomake/{survey.pk}/kysymys/", values | limits | {"looks_back": seen.pk, "cannot_say": "on"}
    )

    item = survey.items.get(text={"fi": "Miten se oli ennen?"})
    assert item.only_for == {
        "roles": ["participant", "developer_client"],
        "circles": {"subgroup": ["lapset"]},
        "waves": ["after"],
    }
    assert (item.retrospective, item.then_of, item.settings["cannot_say"]) == (True, seen, True)


def test_what_may_be_looked_back_at_is_told_in_the_order_of_the_page(make_survey, signed_in, organiser):
    survey = make_survey("single", "scale")
    make_item(survey.sections.create(place=2), "matrix")

    form = signed_in(organiser).get(f"/kyselyt/lomake/{survey.pk}/kysymys/").context["form"]

    choices = [str(label) for _key, label in form.fields["looks_back"].choices]
    assert choices[2:] == ["Yes, beside: Kysymys scale?", "Yes, beside: Kysymys matrix?"]


def test_the_limits_of_a_question_come_back_on_the_page_and_can_be_taken_away(survey, signed_in, organiser, subgroup):
    limits = {"roles": ["coach"], "circles": {"subgroup": ["lapset"]}, "waves": ["before"]}
    item = make_item(survey.sections.get(), "text", "raja", only_for=limits)
    client, address = signed_in(organiser), f"/kyselyt/kysymys/{item.pk}/"
    form = client.get(address).context["form"]

    client.post(address, {"text_fi": "Kysymys?"})

    shown = {name: form.get_initial_for_field(form.fields[name], name) for name in ("roles", "subgroup", "waves")}
    item.refresh_from_db()
    assert (shown, item.only_for) == ({"roles": ["coach"], "subgroup": ["lapset"], "waves": ["before"]}, {})


def test_under_answers_the_page_offers_words_alone(answered, signed_in, organiser):
    scale = answered.items.get(key="scale")

    form = signed_in(organiser).get(f"/kyselyt/kysymys/{scale.pk}/").context["form"]

    assert {"roles", "waves", "looks_back"} & set(form.fields) == set()


def test_under_answers_the_way_of_answering_is_shown_and_not_offered(answered, signed_in, organiser):
    page = signed_in(organiser).get(f"{answered.get_absolute_url()}sanat/")

    assert page.context["form"].fields["mode"].disabled is True


def test_an_anonymous_survey_is_offered_no_roles_and_refuses_them(make_survey, signed_in, organiser, subgroup):
    survey = make_survey("text", mode="anonymous")

    form = signed_in(organiser).get(f"/kyselyt/kysymys/{survey.items.get().pk}/").context["form"]
    with pytest.raises(Refused) as refused:
        editing.change_item(by=organiser, **words(survey.items.get(), only_for={"roles": ["coach"]}))

    assert ({"roles", "subgroup"} & set(form.fields), refused.value.code) == (set(), "would_tell")


def test_a_look_back_needs_the_same_answers_to_choose_from(make_survey, organiser):
    survey = make_survey("scale", "matrix")
    scale, matrix = survey.items.all()

    with pytest.raises(Refused) as refused:
        editing.change_item(by=organiser, **words(matrix, retrospective=True, then_of=scale))

    assert refused.value.code == "not_alike"


@pytest.mark.parametrize(
    ("own", "seen", "told"),
    [
        ({"cannot_say": True}, {}, "has no “I cannot say” to choose"),
        ({}, {"cannot_say": True}, "has “I cannot say” to choose"),
        ({"steps": 7, "cannot_say": True}, {}, "needs the same answers to choose from"),
    ],
)
def test_a_look_back_is_told_what_differs(make_survey, organiser, own, seen, told):
    survey = make_survey("scale")
    scale = survey.items.get()
    scale.settings = {"steps": 5} | seen
    scale.save()

    with pytest.raises(Refused) as refused:
        editing.add_item(
            by=organiser,
            survey=survey,
            section=None,
            text={"fi": "Ja ennen?"},
            kind="scale",
            settings={"steps": 5} | own,
            retrospective=True,
            then_of=scale,
        )

    assert told in refused.value.message


def test_the_words_written_for_each_step_of_a_scale_stand_on_its_buttons(make_survey, signed_in, organiser):
    survey = make_survey("text")
    organisers = signed_in(organiser)

    organisers.post(
        f"/kyselyt/lomake/{survey.pk}/kysymys/", {"kind": "scale", "text_fi": "Sopiiko?", "options": "Ei\nEhkä\nKyllä"}
    )

    page = organisers.get(f"/kyselyt/lomake/{survey.pk}/esikatselu/").text
    assert [f">{word}</span>" in page for word in ("Ei", "Ehkä", "Kyllä")] == [True, True, True]


def test_the_lists_that_a_kind_of_question_needs_are_not_called_optional(survey, signed_in, organiser, item):
    labels = re.compile(r"<label[^>]*>(Answers, steps or areas|Levels of the areas)( <span class=\"optional\")?")
    organisers = signed_in(organiser)

    def told(address):
        return labels.findall(organisers.get(address).text)

    assert told(f"/kyselyt/lomake/{survey.pk}/kysymys/") == [
        ("Answers, steps or areas", ""),
        ("Levels of the areas", ""),
    ]
    assert told(f"/kyselyt/kysymys/{item('single').pk}/") == [("Answers, steps or areas", "")]


def test_a_copy_looks_back_within_itself(make_survey, organiser):
    survey = make_survey("scale")
    seen = survey.items.get()
    make_item(survey.sections.get(), "scale", "ennen", retrospective=True, then_of=seen)

    made = editing.copy(by=organiser, survey=survey)

    assert made.items.get(key="ennen").then_of == made.items.get(key="scale")


def test_a_survey_is_begun_on_the_page(programme, signed_in, organiser, coach):
    address, values = f"/kyselyt/{programme.key}/uusi/", {"title_fi": "Uusi kysely", "mode": "linked"}

    refused = signed_in(coach).post(address, values).status_code
    answer = signed_in(organiser).post(address, values | {"session_kinds": ["digikahvit"]})

    made = Survey.objects.get()
    assert (refused, answer.url) == (403, made.get_absolute_url())
    assert (made.title, made.key, made.session_kinds) == ({"fi": "Uusi kysely"}, "uusi-kysely", ["digikahvit"])


def test_what_is_asked_after_sessions_cannot_be_begun_as_anonymous(programme, signed_in, organiser):
    values = {"title_fi": "Uusi", "mode": "anonymous", "session_kinds": ["lecture"]}

    page = signed_in(organiser).post(f"/kyselyt/{programme.key}/uusi/", values)

    assert (page.status_code, page.context["form"]["title_fi"].value(), Survey.objects.count()) == (422, "Uusi", 0)


def test_the_words_over_a_part_are_written_on_the_page(survey, signed_in, organiser):
    section = survey.sections.get()

    signed_in(organiser).post(f"/kyselyt/osa/{section.pk}/", {"title_fi": "Työssä", "help_fi": "Arvio riittää."})

    section.refresh_from_db()
    assert (section.title, section.help) == ({"fi": "Työssä"}, {"fi": "Arvio riittää."})


@pytest.mark.parametrize("page", ["sanat", "kysymys", "aalto"])
def test_forms_open_for_organisers_alone(survey, signed_in, organiser, coach, page):
    address = f"/kyselyt/lomake/{survey.pk}/{page}/"

    assert [signed_in(who).get(address).status_code for who in (organiser, coach)] == [200, 403]


def test_a_numbers_unit_is_written_on_the_page(make_survey, signed_in, organiser):
    survey = make_survey("text")
    values = {"kind": "number", "text_fi": "Kuinka pitkään?", "unit": "tuntia | timmar | hours", "lowest": "0"}

    signed_in(organiser).post(f"/kyselyt/lomake/{survey.pk}/kysymys/", values)
    item = survey.items.get(kind="number")
    signed_in(organiser).post(f"/kyselyt/kysymys/{item.pk}/", {"text_fi": "Kuinka pitkään?", "unit": "päivää"})

    assert item.settings == {"lowest": 0, "unit": {"fi": "tuntia", "sv": "timmar", "en": "hours"}}
    assert survey.items.get(kind="number").settings == {"unit": {"fi": "päivää"}}


def test_the_help_of_each_area_is_written_on_the_page(survey, signed_in, organiser, item):
    matrix = item("matrix")
    client, address = signed_in(organiser), f"/kyselyt/kysymys/{matrix.pk}/"
    values = {"text_fi": "Miten?", "options": "Teknologia\nEtiikka", "levels": "En osaa\nOsaan\nOpastan muita"}

    client.post(address, values | {"area_helps": "\nOikein ja väärin | Rätt och fel"})
    shown = client.get(address).context["form"]["area_helps"].value()
    too_many = client.post(address, values | {"area_helps": "a\nb\nc"})

    assert [area.get("help") for area in item("matrix").settings["areas"]] == [
        None,
        {"fi": "Oikein ja väärin", "sv": "Rätt och fel"},
    ]
    assert shown == "\nOikein ja väärin | Rätt och fel"
    assert (too_many.status_code, list(too_many.context["form"].errors)) == (422, ["area_helps"])
