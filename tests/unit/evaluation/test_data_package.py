"""The descriptor is judged by the Data Package's own tool, which also finds a value that breaks its rule."""

import json
from datetime import UTC, datetime

import pytest
from frictionless import Package, system

from coaching.core.registries import NO_ANSWER, Column
from coaching.evaluation.codebook import Table, plain_table
from coaching.evaluation.formats import WRITERS
from coaching.evaluation.formats.data_package import data_package

SURE = Column("Varma?", "integer", missing={NO_ANSWER: "Ei vastausta"}, least=1, most=5, measure="ordinal")
KIND = Column("Laji", "category", {"a": "Aa", "b": "Bee"})


@pytest.fixture
def judged(tmp_path):
    """judged({table: rows}, whole=…) → [(table, kind of error)] by the tool."""

    def judge(rows, whole=True):
        for table, lines in rows:
            with (tmp_path / f"{table.file}.csv").open("wb") as file:
                writer = WRITERS["csv"](file, table)
                for line in lines:
                    writer.write(line)
                writer.close()
        told = data_package(
            name="Arviointi 1",
            title="Arviointi",
            description="Miten?",
            created=datetime(2026, 11, 22, tzinfo=UTC),
            tables=[table for table, _lines in rows],
            whole=whole,
        )
        (tmp_path / "datapackage.json").write_bytes(told)
        with system.use_context(trusted=True):
            report = Package(str(tmp_path / "datapackage.json")).validate()
        errors = [(task.name, error.type) for task in report.tasks for error in task.errors]
        return [("package", error.type) for error in report.errors] + errors

    return judge


def answers(**columns):
    return plain_table("answers", "Vastaukset", columns)


def test_right_values_are_right(judged):
    table = answers(sure=SURE, kind=KIND, person=Column("Kuka", "person"), at=Column("At", "datetime"))
    row = {"sure": 5, "kind": "a", "person": "P101", "at": datetime(2020, 9, 23, 7, tzinfo=UTC)}

    assert (
        judged([(table, [row, row | {"sure": NO_ANSWER, "person": "withheld"}, dict.fromkeys(row) | {"kind": "b"}])])
        == []
    )


@pytest.mark.parametrize("wrong", [{"sure": 7}, {"sure": 0}, {"kind": "c"}])
def test_a_value_that_breaks_its_rule_is_found(judged, wrong):
    assert judged([(answers(sure=SURE, kind=KIND), [{"sure": 1, "kind": "a"} | wrong])]) == [
        ("answers", "constraint-error")
    ]


def tables():
    threads = answers(thread=Column("Keskustelu", "integer"))
    posts = answers(post=Column("Viesti", "integer"), thread=Column("Keskustelu", "integer"))
    return (
        Table("threads", threads.texts, threads.variables, key=("thread",)),
        Table("posts", posts.texts, posts.variables, key=("post",), refers={"thread": "threads"}),
    )


@pytest.mark.parametrize(
    ("posts", "whole", "wrong"),
    [
        ([(1, 1), (2, 1)], True, []),
        ([(1, 9)], True, [("posts", "foreign-key")]),
        ([(1, 1), (1, 1)], True, [("posts", "primary-key")]),
        ([(1, 9)], False, []),
    ],
    ids=["right", "points nowhere", "twice", "rows left out"],
)
def test_keys(judged, posts, whole, wrong):
    threads, table = tables()

    assert judged([(threads, [{"thread": 1}]), (table, [{"post": p, "thread": t} for p, t in posts])], whole) == wrong


def test_the_shape_of_the_descriptor():
    table = answers(sure=SURE, kind=KIND)

    told = json.loads(
        data_package(name="Ä 1", title="T", description="D", created=datetime(2026, 11, 22), tables=[table], whole=True)
    )

    assert (told["$schema"], told["name"]) == ("https://datapackage.org/profiles/2.0/datapackage.json", "--1")
    [resource] = told["resources"]
    assert {key: resource[key] for key in ("name", "type", "path", "encoding")} == {
        "name": "answers",
        "type": "table",
        "path": "answers.csv",
        "encoding": "utf-8",
    }
    assert resource["schema"]["fields"][1] == {
        "name": "kind",
        "type": "string",
        "title": "Laji",
        "categories": [{"value": "a", "label": "Aa"}, {"value": "b", "label": "Bee"}],
        "constraints": {"enum": ["a", "b"]},
    }
