"""The surveys' tables for the evaluation."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest

from coaching.core.registries import Extract, datasets
from coaching.evaluation.codebook import Table
from coaching.evaluation.extract import Snapshot, asked, clean_rows
from coaching.evaluation.formats import WRITERS
from coaching.evaluation.models import Study
from coaching.evaluation.pseudonyms import pseudonyms_of
from coaching.programmes.models import Attendance, Consent, Role
from coaching.surveys import actions
from coaching.surveys.models import Wave
from coaching.surveys.personal_data import erase
from coaching.surveys.variables import variables

from .conftest import make_item


def rows(name, programme):
    return list(datasets[name].rows(Extract(programme.pk)))


@pytest.fixture
def send():
    """send(person, wave, {key: value}): that person's sheet, sent."""

    def send(person, wave, values):
        items = {item.key: item for item in wave.survey.items.all()}
        actions.keep(by=person, wave=wave, values={items[key]: value for key, value in values.items()})
        actions.send(by=person, wave=wave)

    return send


EVERYTHING = {
    "single": "video",
    "multiple": ["chat"],
    "scale": "cannot_say",
    "number": 12,
    "date": "2020-09-23",
    "text": "Kaisla oppi",
    "matrix": {"etiikka": 3},
}


def test_the_same_answer_has_the_same_code_long_and_wide(programme, wave, participant, send):
    send(participant, wave, EVERYTHING)

    [wide] = rows("survey_wide", programme)
    long = {row["variable"]: row for row in rows("survey_long", programme)}

    coded = {name: row["code"] for name, row in long.items() if row["code"] is not None}
    assert coded == {
        "t1_kysely_single": 2,
        "t1_kysely_multiple_chat": 1,
        "t1_kysely_multiple_video": 0,
        "t1_kysely_scale": 97,
        "t1_kysely_matrix_etiikka": 3,
    }
    assert {name: wide[name] for name in coded} == coded
    assert (wide["t1_kysely_number"], long["t1_kysely_number"]["number"]) == (12, 12)
    day = date(2020, 9, 23)
    assert (wide["t1_kysely_date"], long["t1_kysely_date"]["date"]) == (day, day)
    assert (wide["t1_kysely_text"], long["t1_kysely_text"]["words"]) == ("Kaisla oppi", "Kaisla oppi")


def test_why_there_is_no_answer_is_told(programme, survey, wave, make_wave, participant, stranger, send):
    make_item(survey.sections.get(), "scale", "lapset", only_for={"circles": {"subgroup": ["lapset"]}})
    make_wave(survey, "loppu", Wave.Kind.AFTER)
    send(stranger, wave, {"single": "chat"})

    [row] = rows("survey_wide", programme)

    assert (row["t1_kysely_scale"], row["t1_kysely_lapset"], row["t3_kysely_scale"]) == (99, 98, None)


def test_before_and_then_are_variables_of_their_own(programme, survey, make_wave, participant, send):
    make_item(survey.sections.get(), "scale", "ennen", retrospective=True, only_for={"waves": ["after"]})
    before, after = make_wave(survey, "alku"), make_wave(survey, "loppu", Wave.Kind.AFTER)
    send(participant, before, {"scale": 2})
    send(participant, after, {"scale": 4, "ennen": 1})

    told = {row["variable"]: (row["code"], row["retrospective"]) for row in rows("survey_long", programme)}

    assert told == {"t1_kysely_scale": (2, False), "t3_kysely_scale": (4, False), "t3_kysely_ennen": (1, True)}


def test_of_the_rounds_asked_for_alone(programme, survey, make_wave, participant, stranger, send):
    """Answers of other rounds are not there, nor their questions, nor who answered no other."""
    before, after = make_wave(survey, "alku"), make_wave(survey, "loppu", Wave.Kind.AFTER)
    for person, wave in ((participant, before), (participant, after), (stranger, before)):
        send(person, wave, {"scale": 2})
    whole, asked_for = Extract(programme.pk), Extract(programme.pk, waves=("after",))

    taken = {name: list(datasets[name].rows(asked_for)) for name in ("survey_long", "survey_wide", "survey_items")}

    assert [(row["person"], row["wave"]) for row in taken["survey_long"]] == [(participant.pk, "after")]
    assert [row["person"] for row in taken["survey_wide"]] == [participant.pk]
    for one, row in (("survey_wide", taken["survey_wide"][0]), ("survey_long", taken["survey_long"][0])):
        assert list(row) == list(datasets[one].columns_in(asked_for))
    columns = [name for name in datasets["survey_wide"].columns_in(whole) if name.startswith(("person", "t3"))]
    assert list(taken["survey_wide"][0]) == columns
    assert {row["wave"] for row in taken["survey_items"]} == {"after"}


@pytest.mark.parametrize(("waves", "given"), [((), 5), (("before",), 5), (("after",), 0)])
def test_anonymous_answers_of_the_rounds_asked_for_alone(programme, anonymous_wave, over, waves, given):
    for _each in range(5):
        actions.drop(wave=anonymous_wave, values={anonymous_wave.survey.items.get(key="scale"): 3}, number=uuid4())
    over(anonymous_wave)

    assert len(list(datasets["survey_anonymous"].rows(Extract(programme.pk, waves=waves)))) == given


def test_only_what_was_sent_comes_out(programme, wave, item, participant):
    actions.keep(by=participant, wave=wave, values={item("scale"): 3})

    assert [rows(name, programme) for name in ("survey_long", "survey_wide")] == [[], []]


def test_the_forgotten_are_in_no_table(programme, wave, participant, send):
    send(participant, wave, EVERYTHING)
    assert len(rows("survey_wide", programme)) == 1

    erase(participant)

    assert [rows(name, programme) for name in ("survey_long", "survey_wide")] == [[], []]


def test_no_variable_tells_a_developer_client_from_other_members(programme, survey, wave, make_wave):
    section = survey.sections.get()
    make_item(section, "scale", "asiakkaille", only_for={"roles": [Role.DEVELOPER_CLIENT]})
    make_item(section, "scale", "ammattilaisille", only_for={"roles": [Role.PARTICIPANT]})
    make_item(section, "scale", "jasenille", only_for={"roles": [Role.PARTICIPANT, Role.DEVELOPER_CLIENT]})
    make_wave(survey, "loppu", Wave.Kind.AFTER, audience={"roles": [Role.DEVELOPER_CLIENT]})

    names = {variable.item.key for variable in variables(Extract(programme.pk))}

    assert names & {"asiakkaille", "ammattilaisille", "jasenille"} == {"jasenille"}
    assert {variable.wave.key for variable in variables(Extract(programme.pk))} == {"alku"}


def test_names_of_variables_are_such_as_spss_takes(programme, make_survey, make_wave):
    survey = make_survey("matrix", key="hyvin-" + "pitka-" * 8)
    make_item(survey.sections.get(), "matrix", "toinen-" * 4 + "matriisi", settings=survey.items.get().settings)
    make_wave(survey)

    names = [variable.name for variable in variables(Extract(programme.pk))]

    assert len(set(names)) == len(names) == 4
    assert [name for name in names if len(name) > 64 or not name.replace("_", "").isalnum()] == []


def test_after_a_session_the_rows_name_it(programme, lecture, make_survey, make_wave, participant, send):
    wave = make_wave(make_survey("scale", key="palaute"), kind=Wave.Kind.SESSION, session=lecture)
    Attendance.objects.create(session=lecture, person=participant, source="self")
    send(participant, wave, {"scale": 4})

    [row] = rows("survey_feedback", programme)

    assert (row["session"], row["variable"], row["code"]) == ("luento", "feedback_palaute_scale", 4)
    assert [rows(name, programme) for name in ("survey_long", "survey_wide")] == [[], []]


def box(wave, count):
    item = wave.survey.items.get(key="scale")
    for _sheet in range(count):
        actions.drop(wave=wave, values={item: 3}, number=uuid4())


@pytest.mark.parametrize(("sheets", "is_over", "told"), [(5, True, 5), (4, True, 0), (5, False, 0)])
def test_anonymous_sheets_come_out_when_the_wave_is_over_and_they_are_enough(
    programme, anonymous_wave, over, sheets, is_over, told
):
    box(anonymous_wave, sheets)
    if is_over:
        over(anonymous_wave)

    found = rows("survey_anonymous", programme)

    assert len(found) == told
    assert [row["sheet"] for row in found] == list(range(1, told + 1))


@pytest.fixture
def study(programme):
    return Study.objects.create(programme=programme, key="arviointi", name="Arviointi", question="Miten?")


def cleaned(study, name):
    return list(clean_rows(datasets[name], asked(study), Snapshot.of(study)))


def test_answers_leave_only_under_the_studys_number_and_with_consent(
    programme, study, wave, participant, stranger, send
):
    send(participant, wave, EVERYTHING)
    send(stranger, wave, EVERYTHING)
    assert {row["person"] for row in rows("survey_wide", programme)} == {participant.pk, stranger.pk}
    Consent.objects.create(programme=programme, person=participant, purpose=Consent.Purpose.EVALUATION)

    number = pseudonyms_of(study, [participant.pk])[participant.pk]
    assert {row["person"] for row in cleaned(study, "survey_wide")} == {number}
    assert {row["person"] for row in cleaned(study, "survey_long")} == {number}
    assert [row["t1_kysely_text"] for row in cleaned(study, "survey_wide")] == [f"{number} oppi"]


@pytest.mark.parametrize("name", ["survey_long", "survey_wide"])
@pytest.mark.parametrize("kind", WRITERS)
def test_answers_of_every_kind_are_written_in_every_format(programme, study, wave, participant, send, kind, name):
    send(participant, wave, EVERYTHING)
    Consent.objects.create(programme=programme, person=participant, purpose=Consent.Purpose.EVALUATION)
    file = BytesIO()
    writer = WRITERS[kind](file, Table.of(name, datasets[name], Extract(programme.pk)))

    for row in cleaned(study, name):
        writer.write(row)
    writer.close()

    assert file.tell() > 0


def test_an_anonymous_text_is_told_without_names(programme, study, anonymous_wave, participant, over):
    text = anonymous_wave.survey.items.get(key="text")
    for _sheet in range(5):
        actions.drop(wave=anonymous_wave, values={text: "Kaisla Korpikuusi auttoi"}, number=uuid4())
    over(anonymous_wave)

    told = [row["text"] for row in cleaned(study, "survey_anonymous")]

    assert len(told) == 5
    assert [text for text in told if "Korpikuusi" in text or "Kaisla" in text] == []
