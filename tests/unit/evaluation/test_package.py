"""The whole way: real tables of every app, asked for, made, stored and opened again; nobody's name anywhere."""

import csv
import hashlib
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from datetime import datetime

import openpyxl
import pyreadstat
import pytest
from django.utils import translation
from frictionless import system, validate

from coaching.accounts.models import User
from coaching.core.models import AccessLog
from coaching.core.registries import Extract
from coaching.evaluation.actions import ask_package
from coaching.evaluation.extract import all_datasets
from coaching.evaluation.formats import WRITERS
from coaching.evaluation.making import make_extraction
from coaching.evaluation.models import Extraction
from coaching.evaluation.pseudonyms import pseudonyms_of
from tests.unit.evaluation.refi_standard import NAMESPACE, faults

COMMON = {"Jäsen"}  # a first name the crowd shares, and a word of its own


@pytest.fixture
def made(evaluator, study):
    """made(**asked) → a finished package of every table."""

    def make(**asked):
        asked = {"datasets": list(all_datasets()), "by": evaluator, "study": study} | asked
        extraction = ask_package(**asked)
        make_extraction.func(extraction.pk, extraction.attempt)
        extraction.refresh_from_db()
        return extraction

    return make


@pytest.fixture
def package(made, coached_round, participant, developer_client, coach, consents):
    consents(participant, developer_client, coach)
    return made()


def opened(extraction):
    with extraction.file.open("rb") as file:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
    return {name: archive.read(name) for name in archive.namelist()}


def text_of(name, data):
    """Everything a reader of the file sees, and what else it holds."""
    if name.endswith(".sav"):
        return data.decode("utf-8", "replace")
    if not name.endswith((".xlsx", ".qdpx")):
        return data.decode()
    inner = zipfile.ZipFile(io.BytesIO(data))
    return "\n".join(inner.read(part).decode() for part in inner.namelist())


def rows_of(files, name):
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"), newline="")))


def test_no_name_anywhere(package, programme):
    """Every part of every name on the roster, every pseudonym and every address, in every file."""
    people = User.objects.all()
    told = {part for person in people for part in person.display_name.split()} - COMMON
    told |= {person.email for person in people if person.email} | {"Kuukkeli", "040 123 4567"}
    files = {name: text_of(name, data).lower() for name, data in opened(package).items()}

    assert [(name, word) for name, text in files.items() for word in told if word.lower() in text] == []


def test_the_names_were_there_to_leak(coached_round):
    words = ("Kaisla", "Kuukkeli", "Secret", "040 123 4567", "example.org")
    rows = [row for dataset in all_datasets().values() for row in dataset.rows(Extract(coached_round.pk))]

    raw = json.dumps(rows, default=str, ensure_ascii=False)

    assert [word for word in words if word not in raw] == []


def test_every_table_in_every_format_with_book_summaries_readme_and_sums(package):
    named = [{"guidance_visits": "visits", "poll_runs": "polls"}.get(name, name) for name in all_datasets()]
    tables = [f"{name}.{kind}" for name in (*named, "summaries") for kind in WRITERS]
    about = {"codebook.xlsx", "codebook.json", "datapackage.json", "README.txt", "MANIFEST.sha256"}
    wanted = {*tables, *about, "consent_summary.csv", "forum.qdpx"}

    assert opened(package).keys() == wanted


def test_the_sums_are_right(package):
    files = opened(package)
    told = dict(reversed(line.split("  ")) for line in files.pop("MANIFEST.sha256").decode().splitlines())

    assert told == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    with package.file.open("rb") as file:
        assert package.sha256 == hashlib.sha256(file.read()).hexdigest()


def test_the_three_formats_say_the_same(package):
    files = opened(package)
    for name in ("people", "forum_posts", "attendance", "poll_ballots", "journal", "wall_notes"):
        lines = [json.loads(line) for line in files[f"{name}.jsonl"].decode().splitlines()]
        sheet = list(openpyxl.load_workbook(io.BytesIO(files[f"{name}.xlsx"])).active.iter_rows(values_only=True))

        assert len(lines) == package.counts[name]
        cells = [dict(zip(sheet[0], row, strict=True)) for row in sheet[1:]]
        dates = {key for row in cells for key, value in row.items() if isinstance(value, datetime)}
        for line in lines:
            line |= {key: datetime.fromisoformat(line[key][:19]) for key in dates if line[key]}
        assert [_with_nothing_empty(row) for row in cells] == [_with_nothing_empty(line) for line in lines]
        assert [row.keys() for row in rows_of(files, name)] == [line.keys() for line in lines]


def _with_nothing_empty(row):
    """XLSX knows no empty text, only an empty cell."""
    return {key: value for key, value in row.items() if value not in ("", None)}


def test_the_descriptor_tells_the_truth_of_every_table(package, tmp_path):
    for name, data in opened(package).items():
        (tmp_path / name).write_bytes(data)

    with system.use_context(trusted=True):
        report = validate(str(tmp_path / "datapackage.json"))

    assert [(task.name, error.message) for task in report.tasks for error in task.errors] == []
    assert len(report.tasks) == len(all_datasets()) + 2


def test_the_texts_are_a_project_as_the_standard_says(package):
    archive = zipfile.ZipFile(io.BytesIO(opened(package)["forum.qdpx"]))
    root = ET.fromstring(archive.read("project.qde"))
    texts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("sources/")]

    assert faults(root) == []
    assert len(texts) == len(list(root.iter(f"{NAMESPACE}TextSource"))) > 5
    assert [text for text in texts if "[no consent]" in text] != []


def test_the_same_answer_has_the_same_code_and_label_in_every_format(package, tmp_path):
    files = opened(package)
    (tmp_path / "a.sav").write_bytes(files["attendance.sav"])
    values, told = pyreadstat.read_sav(tmp_path / "a.sav", output_format="dict", user_missing=True)
    sheet = openpyxl.load_workbook(io.BytesIO(files["attendance.xlsx"])).active
    fields = {
        field["name"]: field
        for resource in json.loads(files["datapackage.json"])["resources"]
        if resource["name"] == "attendance"
        for field in resource["schema"]["fields"]
    }

    in_csv = [row["source"] for row in rows_of(files, "attendance")]

    assert values["source"] == in_csv == [row[6].value for row in list(sheet)[1:]]
    labels = {each["value"]: each["label"] for each in fields["source"]["categories"]}
    assert told.variable_value_labels["source"] == labels
    book = json.loads(files["codebook.json"])
    [column] = [c for t in book if t["table"] == "attendance" for c in t["columns"] if c["column"] == "source"]
    assert {each["code"]: each["labels"]["fi"] for each in column["categories"]} == labels


def test_the_forum_as_the_evaluator_reads_it(package, study, participant, developer_client):
    number = pseudonyms_of(study, [participant.pk, developer_client.pk])
    hers, theirs = number[participant.pk], number[developer_client.pk]

    posts = [(post["person"], post["text"]) for post in rows_of(opened(package), "forum_posts")]

    assert posts == [
        (hers, f"Mitä {theirs} tarkoitti? Soita [puhelin], t. {hers}"),
        (theirs, f"'=HYPERLINK kiitos {hers} ja {number_of(study, 'Tuuli')}!"),
        ("withheld", "[no consent]"),
    ]


def number_of(study, name):
    person = User.objects.get(display_name__startswith=name)
    return pseudonyms_of(study, [person.pk])[person.pk]


def test_developer_clients_are_told_apart_by_nothing(package, study, participant, developer_client):
    """Where one of the two appears with other values than their words and times, the other could as well."""
    files = opened(package)
    hers, theirs = (pseudonyms_of(study, [p.pk])[p.pk] for p in (participant, developer_client))

    def told(name, pseudonym):
        return [
            {k: v for k, v in row.items() if k != "person"}
            for row in rows_of(files, name)
            if row["person"] == pseudonym
        ]

    assert told("people", theirs) == told("people", hers) == [{"role": "member"}]
    assert told("attendance", theirs) == told("attendance", hers)
    assert told("memberships", theirs) == told("memberships", hers)


def test_the_log_has_the_filter_the_rows_and_the_hash(package, evaluator, programme):
    row = AccessLog.objects.get(deed="evaluation.exported")

    assert (row.actor, row.subject, row.scope) == (evaluator, "study:arviointi", programme.pk)
    assert row.details == {
        "since": None,
        "until": None,
        "datasets": sorted(all_datasets()),
        "rows": package.counts,
        "sha256": package.sha256,
        "formats": [*WRITERS, "qdpx"],
        "number": 1,
    }


def test_the_readme_is_in_the_readers_language(made, programme, participant):
    with translation.override("en"):
        text = opened(made(datasets=["people"]))["README.txt"].decode()

    assert text.startswith("Ohjelma\nUlkoinen arviointi, package 1\n\nQuestion: Miten työ muuttuu?\n")


def test_only_what_was_asked(made, participant):
    files = opened(made(datasets=["people"], formats=["csv"]))

    assert files.keys() == {
        *("people.csv", "summaries.csv", "consent_summary.csv", "codebook.xlsx", "codebook.json"),
        *("datapackage.json", "README.txt", "MANIFEST.sha256"),
    }


def test_one_table_is_that_file(made, participant, consents):
    consents(participant)

    extraction = made(datasets=["people"], formats=["xlsx"], kind=Extraction.Kind.TABLE)

    with extraction.file.open("rb") as file:
        sheet = openpyxl.load_workbook(io.BytesIO(file.read())).active
    assert [cell.value for cell in sheet[1]] == ["person", "role"]
    assert extraction.file.name.endswith(".xlsx")
