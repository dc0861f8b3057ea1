"""The codebook and the data are made from one declaration; over every table there is."""

import json
from datetime import date

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from coaching.core.registries import NO_ANSWER, UNTOLD, Column, Dataset, Extract
from coaching.evaluation import codebook
from coaching.evaluation.extract import all_datasets
from coaching.evaluation.interviews import actions as interviews
from coaching.programmes.models import Consent

KINDS = {"person", "words", "text", "category", "integer", "decimal", "boolean", "date", "datetime"}


def columns():
    return [(name, key, column) for name, dataset in all_datasets().items() for key, column in dataset.columns.items()]


def test_every_column_of_every_table_is_in_it(db):
    entries = codebook.rows(codebook.codebook(all_datasets(), Extract(0)))

    assert [(entry["table"], entry["column"]) for entry in entries] == [(name, key) for name, key, _column in columns()]


@pytest.mark.parametrize(
    ("name", "key", "column"), columns(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_column_says_what_it_is(name, key, column):
    assert str(column.title).strip() != ""
    assert column.kind in KINDS
    assert bool(column.categories) == (column.kind == "category")


WITHOUT_PERSON = ["interviews", "interview_transcripts"]


@pytest.fixture
def interview(study, evaluator, participant):
    """An interview with something said."""
    Consent.objects.create(programme=study.programme, person=participant, purpose=Consent.Purpose.INTERVIEW)
    told = {"kind": "professional", "held_on": date(2020, 11, 26), "language": "fi"}
    made = interviews.register(by=evaluator, study=study, person=participant, **told)
    interviews.keep_transcript(by=evaluator, interview=made, text="hyvin meni", decided={})
    return made


@pytest.mark.parametrize("name", all_datasets())
def test_words_stand_beside_the_person_who_may_consent(name):
    kinds = [column.kind for column in all_datasets()[name].columns.values()]

    assert "words" not in kinds or "person" in kinds or name in WITHOUT_PERSON


@pytest.mark.parametrize("name", WITHOUT_PERSON)
def test_rows_that_name_nobody_say_who_must_consent(name, interview, participant):
    rows = list(all_datasets()[name].rows(Extract(interview.study.programme_id)))

    assert [row[UNTOLD] for row in rows] == [[participant.pk]]


def test_every_table_yields_exactly_its_columns(coached_round, interview):
    """And every table has rows here: one that nobody fills is not tested at all."""
    declared = {
        name: {tuple(sorted(dataset.columns_in(Extract(coached_round.pk))))} for name, dataset in all_datasets().items()
    }

    yielded = {
        name: {tuple(sorted(row.keys() - {UNTOLD})) for row in rows} for name, rows in raw_rows(coached_round).items()
    }

    assert yielded == declared


def test_categories_are_those_declared(coached_round):
    wrong = [
        (name, key, row[key])
        for name, rows in raw_rows(coached_round).items()
        for key, column in all_datasets()[name].columns_in(Extract(coached_round.pk)).items()
        for row in rows
        if column.categories and row[key] not in {*column.categories, *column.missing, None, ""}
    ]

    assert wrong == []


def test_a_person_is_a_number_until_the_pseudonym(coached_round):
    wrong = [
        (name, key)
        for name, rows in raw_rows(coached_round).items()
        for key, column in all_datasets()[name].columns_in(Extract(coached_round.pk)).items()
        for row in rows
        if column.kind == "person" and not isinstance(row[key], (int, type(None)))
    ]

    assert wrong == []


def raw_rows(programme):
    return {name: list(dataset.rows(Extract(programme.pk))) for name, dataset in all_datasets().items()}


def book(**columns):
    return codebook.codebook({"taulu": Dataset("Taulu", columns, lambda _extract: iter([]))}, Extract(0))


def test_the_entry_of_a_question():
    column = Column(
        {"fi": "Tila", "en": "State"},
        "category",
        {1: {"fi": "auki", "sv": "öppen", "en": "open"}},
        missing={NO_ANSWER: {"fi": "ei vastausta", "en": "no answer"}},
        measure="ordinal",
        wave="alku",
        anonymity="pseudonymous",
    )

    with translation.override("en"):
        [entry] = codebook.rows(book(state=column))

    assert entry == {
        "table": "taulu",
        "table_title": "Taulu",
        "column": "state",
        "question_fi": "Tila",
        "question_sv": "Tila",
        "question_en": "State",
        "kind": "category",
        "measure": "ordinal",
        "values_fi": "1 = auki",
        "values_sv": "1 = öppen",
        "values_en": "1 = open",
        "missing": "“99”: no answer; empty: not known or does not apply",
        "least": None,
        "most": None,
        "wave": "alku",
        "anonymity": "pseudonymous",
    }


def test_the_houses_own_words_stand_in_every_language():
    [variable] = book(person=Column(gettext_lazy("Monday"), "person"))["taulu"].variables

    assert variable.texts == {"fi": "maanantai", "sv": "måndag", "en": "Monday"}
    assert list(variable.missing) == ["withheld"]


def test_a_programmes_own_columns_are_in_it():
    dataset = Dataset(
        "",
        {"a": Column("A")},
        lambda _extract: iter([]),
        columns_of=lambda asked: {f"t{asked.programme_id}": Column("T")},
    )

    table = codebook.Table.of("taulu", dataset, Extract(7))

    assert [variable.name for variable in table.variables] == ["a", "t7"]


def test_as_json_it_has_every_column_and_all_its_languages(db):
    told = json.loads(codebook.as_json(codebook.codebook(all_datasets(), Extract(0))))

    assert [(table["table"], each["column"]) for table in told for each in table["columns"]] == [
        (name, key) for name, key, _column in columns()
    ]
    assert {tuple(each["texts"]) for table in told for each in table["columns"]} == {codebook.LANGUAGES}


def test_what_a_table_points_at_is_there_with_that_key():
    wrong = [
        (name, column, other)
        for name, dataset in all_datasets().items()
        for column, other in dataset.refers.items()
        if all_datasets()[other].key != (column,) or column not in dataset.columns
    ]

    assert wrong == []


@pytest.mark.parametrize("name", [name for name, dataset in all_datasets().items() if dataset.reading])
def test_a_reading_names_columns_that_are_there(name):
    dataset = all_datasets()[name]
    reading = dataset.reading
    titled = all_datasets()[reading.titles] if reading.titles else dataset

    assert {reading.source, reading.order, *reading.words} <= dataset.columns.keys()
    assert {reading.source, reading.title} <= titled.columns.keys()
    assert {dataset.columns[word].kind for word in reading.words} == {"words"}
