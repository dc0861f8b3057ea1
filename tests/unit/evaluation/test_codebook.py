"""The codebook and the data are made from one declaration; over every table there is."""

import json

import pytest
from django.utils import translation

from coaching.core.registries import Column, Dataset, Extract
from coaching.evaluation import codebook
from coaching.evaluation.extract import all_datasets

KINDS = {"person", "words", "text", "category", "integer", "decimal", "boolean", "date", "datetime"}


def columns():
    return [(name, key, column) for name, dataset in all_datasets().items() for key, column in dataset.columns.items()]


def test_every_column_of_every_table_is_in_it():
    entries = codebook.codebook(all_datasets())

    assert [(entry["table"], entry["column"]) for entry in entries] == [(name, key) for name, key, _column in columns()]


@pytest.mark.parametrize(
    ("name", "key", "column"), columns(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_column_says_what_it_is(name, key, column):
    assert str(column.title).strip() != ""
    assert column.kind in KINDS
    assert bool(column.categories) == (column.kind == "category")


@pytest.mark.parametrize("name", all_datasets())
def test_words_stand_beside_the_person_who_may_consent(name):
    kinds = [column.kind for column in all_datasets()[name].columns.values()]

    assert "words" not in kinds or "person" in kinds


def test_every_table_yields_exactly_its_columns(coached_round):
    """And every table has rows here: one that nobody fills is not tested at all."""
    declared = {name: {tuple(sorted(dataset.columns))} for name, dataset in all_datasets().items()}

    yielded = {name: {tuple(sorted(row)) for row in rows} for name, rows in raw_rows(coached_round).items()}

    assert yielded == declared


def test_categories_are_those_declared(coached_round):
    wrong = [
        (name, key, row[key])
        for name, rows in raw_rows(coached_round).items()
        for key, column in all_datasets()[name].columns.items()
        for row in rows
        if column.categories and row[key] not in {*column.categories, None, ""}
    ]

    assert wrong == []


def test_a_person_is_a_number_until_the_pseudonym(coached_round):
    wrong = [
        (name, key)
        for name, rows in raw_rows(coached_round).items()
        for key, column in all_datasets()[name].columns.items()
        for row in rows
        if column.kind == "person" and not isinstance(row[key], (int, type(None)))
    ]

    assert wrong == []


def raw_rows(programme):
    return {name: list(dataset.rows(Extract(programme.pk))) for name, dataset in all_datasets().items()}


def test_the_entry_of_a_category():
    dataset = Dataset("Taulu", {"state": Column("Tila", "category", {"a": "auki"})}, lambda _extract: iter([]))

    with translation.override("en"):
        assert list(codebook.rows(codebook.codebook({"taulu": dataset}))) == [
            {
                "table": "taulu",
                "table_title": "Taulu",
                "column": "state",
                "meaning": "Tila",
                "kind": "category",
                "values": "a = auki",
                "missing": "Empty: not known or does not apply.",
            }
        ]


def test_as_json_it_is_the_same():
    entries = codebook.codebook(all_datasets())

    assert json.loads(codebook.as_json(entries)) == entries
