"""The look from outside notices what is wrong: a small package made by hand, and the same with one thing spoiled."""

import hashlib
import importlib
import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

CODES = [{"value": 1, "label": "Osaan"}, {"value": 2, "label": "En osaa"}]
FIELDS = [
    {"name": "person", "type": "string", "title": "Vastaaja"},
    {
        "name": "level",
        "type": "integer",
        "title": "Taso",
        "categories": CODES,
        "constraints": {"enum": [1, 2]},
        "missingValues": [{"value": "", "label": ""}, {"value": "99", "label": "Ei vastausta"}],
    },
]
ROWS = {"person": ["P001", "P002", "P003"], "level": [1, 2, 99]}
GUID = "0b9b0d56-6c4e-4f7c-8a5b-0f8a8d7b1c2d"
PROJECT = (
    '<Project xmlns="urn:QDA-XML:project:1.0" name="x"><Sources>'
    f'<TextSource guid="{GUID}" plainTextPath="internal://{GUID}.txt"/></Sources></Project>'
)


@pytest.fixture
def outside(monkeypatch):
    """The program's modules by name; it runs on its own, so they import each other without a package."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "outside"))
    return lambda name: importlib.import_module(name)


@pytest.fixture
def files(tmp_path):
    columns = [{"column": field["name"]} for field in FIELDS]
    made = {
        "t.csv": pd.DataFrame(ROWS).to_csv(index=False).encode("utf-8-sig"),
        "t.jsonl": pd.DataFrame(ROWS).to_json(orient="records", lines=True).encode(),
        "t.xlsx": book(ROWS),
        "t.sav": sav(tmp_path / "t.sav", {99: "Ei vastausta"}),
        "forum.qdpx": packed({"project.qde": PROJECT, f"sources/{GUID}.txt": "P001: Hei\n"}),
        "codebook.json": json.dumps([{"table": "t", "columns": columns}]).encode(),
        "codebook.xlsx": book({"table": ["t", "t"], "column": ["person", "level"]}),
    }
    schema = {"fields": FIELDS, "primaryKey": ["person"]}
    made["datapackage.json"] = json.dumps({"resources": [{"name": "t", "path": "t.csv", "schema": schema}]}).encode()
    made |= {"README.txt": b"", "consent_summary.csv": b""}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in made.items())
    return made | {"MANIFEST.sha256": sums.encode()}


def book(rows):
    made = io.BytesIO()
    pd.DataFrame(rows).to_excel(made, index=False)
    return made.getvalue()


def sav(path, missing):
    labels = {"level": {1: "Osaan", 2: "En osaa", **missing}}
    pyreadstat.write_sav(
        pd.DataFrame(ROWS),
        path,
        column_labels=["Vastaaja", "Taso"],
        variable_value_labels=labels,
        missing_ranges={"level": list(missing)},
    )
    return path.read_bytes()


def packed(texts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return made.getvalue()


def tables_of(outside, files):
    return outside("tables").read({name: data for name, data in files.items() if name != "consent_summary.csv"})


def test_a_good_package_has_no_faults(outside, files):
    found, wrong = tables_of(outside, files)
    read, more = outside("spss").faults(files, found)

    assert (list(outside("package").faults(files)), wrong, more) == ([], [], [])
    assert (outside("project").faults(files), list(outside("names").faults(files, read, ["Kaisla"]))) == ([], [])


@pytest.mark.parametrize(
    ("file", "was", "becomes", "fault"),
    [
        ("t.csv", b"P002", b"P001", "t: the key ['person'] stands on several rows"),
        ("t.csv", b"P001,1", b"P001,7", "t: level has ['7'], told [1, 2]"),
        ("t.csv", b"P001,1", b"P001,x", "t: level is no integer"),
        ("t.csv", b"level", b"lebel", "t: columns ['person', 'lebel'], told ['person', 'level']"),
        ("t.jsonl", b'"level":2', b'"level":1', "t: jsonl tells level otherwise in 1 rows: ('2', 1)"),
        ("codebook.json", b'"level"', b'"lebel"', "codebook.json: ('t', 'level') is there or here only"),
    ],
)
def test_a_spoiled_table_is_noticed(outside, files, file, was, becomes, fault):
    _found, wrong = tables_of(outside, files | {file: files[file].replace(was, becomes)})

    assert fault in wrong


def test_a_file_that_is_not_what_its_sum_says_is_noticed(outside, files):
    wrong = outside("package").faults(files | {"README.txt": b"!", "more.csv": b""})

    assert list(wrong) == ["more.csv has no sum, or a sum and no file", "README.txt is not what its sum says"]


def test_a_label_and_a_missing_code_that_spss_lacks_are_noticed(outside, files, tmp_path):
    found, _wrong = tables_of(outside, files)

    _read, wrong = outside("spss").faults(files | {"t.sav": sav(tmp_path / "other.sav", {})}, found)

    assert [fault.split(" ")[:3] for fault in wrong] == [["t.sav:", "level", "has"], ["t.sav:", "level", "takes"]]


@pytest.mark.parametrize(
    ("project", "fault"),
    [
        (PROJECT.replace(".txt", ".text"), f"forum.qdpx: internal://{GUID}.text is pointed at and not there"),
        (PROJECT.replace("<Sources>", "<Cases/><Sources>"), "forum.qdpx: Cases is empty"),
        (PROJECT.replace("<Sources>", "<Description/><Sources>"), "forum.qdpx: the order in Project"),
    ],
)
def test_a_spoiled_project_is_noticed(outside, files, project, fault):
    spoiled = packed({"project.qde": project, f"sources/{GUID}.txt": "P001: Hei\n"})

    assert fault in outside("project").faults(files | {"forum.qdpx": spoiled})


def test_a_name_is_noticed_also_where_it_is_packed(outside, files):
    texts = packed({"project.qde": PROJECT, f"sources/{GUID}.txt": "Kiitos KAISLA!"})

    wrong = outside("names").faults(
        files | {"forum.qdpx": texts, "t.xlsx": book({"person": ["Kaisla"]})}, {}, ["Kaisla"]
    )

    assert sorted(wrong) == ["forum.qdpx names Kaisla", "t.xlsx names Kaisla"]
