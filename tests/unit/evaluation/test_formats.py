import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from coaching.core.registries import Column
from coaching.evaluation.codebook import plain_table
from coaching.evaluation.formats import IN_PACKAGES, NAMES, STREAMED, WRITERS, spreadsheet
from coaching.evaluation.formats.comma import cell

COLUMNS = ("person", "text", "count", "yes", "day", "at", "share")
ROW = {
    "person": "P101",
    "text": "Moi, “kaikki”\nhei, täällä",
    "count": 3,
    "yes": True,
    "day": date(2020, 9, 23),
    "at": datetime(2020, 9, 23, 7, 0, tzinfo=UTC),
    "share": Decimal("0.25"),
}


KINDS = {"count": "integer", "yes": "boolean", "day": "date", "at": "datetime", "share": "decimal", "n": "integer"}


def written(kind, *rows, columns=COLUMNS):
    file = io.BytesIO()
    table = plain_table("table", "Table", {name: Column(name, KINDS.get(name, "text")) for name in columns})
    writer = WRITERS[kind](file, table)
    for row in rows:
        writer.write(row)
    writer.close()
    return file.getvalue()


def sheet_of(data):
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)]


def test_csv():
    text = written("csv", ROW)

    assert text.startswith(b"\xef\xbb\xbfperson,text,")
    assert list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))) == [
        list(COLUMNS),
        ["P101", ROW["text"], "3", "true", "2020-09-23", "2020-09-23T10:00:00+03:00", "0.25"],
    ]


def test_json_lines():
    assert json.loads(written("jsonl", ROW)) == {
        "person": "P101",
        "text": ROW["text"],
        "count": 3,
        "yes": True,
        "day": "2020-09-23",
        "at": "2020-09-23T10:00:00+03:00",
        "share": 0.25,
    }


def test_xlsx():
    assert sheet_of(written("xlsx", ROW)) == [
        list(COLUMNS),
        ["P101", ROW["text"], 3, True, datetime(2020, 9, 23), datetime(2020, 9, 23, 10, 0), 0.25],
    ]


def test_xlsx_is_read_without_pulling_at_columns():
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", ROW | {"text": "ä" * 900}))).active

    widths = {column: sheet.column_dimensions[letter].width for column, letter in zip(COLUMNS, "ABCDEFG", strict=True)}
    assert {column: int(width) for column, width in widths.items() if column in {"text", "count", "day", "at"}} == {
        "text": 60,
        "count": 8,
        "day": 11,
        "at": 20,
    }
    assert (sheet["E2"].number_format, sheet["F2"].number_format) == ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss")
    assert sheet.auto_filter.ref == "A1:G2"


def test_xlsx_tells_a_day_that_excel_does_not_know_in_words():
    assert sheet_of(written("xlsx", {"day": date(1899, 12, 31)}, columns=("day",)))[1] == ["1899-12-31"]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "xlsx"])
def test_nothing_known_is_empty(kind):
    data = written(kind, dict.fromkeys(COLUMNS))

    read = {
        "csv": lambda: data.decode("utf-8-sig").splitlines()[1] == ",,,,,,",
        "jsonl": lambda: json.loads(data) == dict.fromkeys(COLUMNS),
        "xlsx": lambda: len(sheet_of(data)) == 1,
    }
    assert read[kind]()


@pytest.mark.parametrize("kind", ["csv", "jsonl", "xlsx"])
def test_a_table_without_rows_has_its_heading(kind):
    data = written(kind, columns=("a", "b"))

    assert {"csv": data == b"\xef\xbb\xbfa,b\r\n", "jsonl": data == b"", "xlsx": len(data) > 1000}[kind]


@pytest.mark.parametrize("text", ["=1+1", "+358 40", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠x"])
def test_a_formula_cannot_be_smuggled_into_csv(text):
    assert cell(text) == "'" + text


@pytest.mark.parametrize("value", ["a=b", "", " =1", -1, 0, None])
def test_what_is_no_formula_stays_as_it_is(value):
    assert cell(value) == value


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "https://example.org", "{=1}"])
def test_xlsx_holds_text_as_text(text):
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", {"text": text}, columns=("text",))))

    found = book.active["A2"]
    assert (found.value, found.data_type, found.hyperlink) == (text, "s", None)


def test_a_text_too_long_for_a_cell_says_where_the_rest_is():
    value = sheet_of(written("xlsx", {"text": "ä" * 40_000}, columns=("text",)))[1][0]

    assert len(value) == spreadsheet.SIGNS_A_CELL
    assert value.endswith(spreadsheet.CUT)


def test_a_long_table_goes_on_to_the_next_sheet(monkeypatch):
    monkeypatch.setattr(spreadsheet, "ROWS_A_SHEET", 2)

    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", *({"n": n} for n in range(5)), columns=("n",))))

    assert [[row[0].value for row in sheet] for sheet in book] == [["n", 0, 1], ["n", 2, 3], ["n", 4]]


def test_signs_that_xml_forbids_do_not_break_the_workbook():
    assert len(sheet_of(written("xlsx", {"text": "a\x00b\x1fc\ud800"}, columns=("text",)))) == 2


@pytest.mark.parametrize("text", [" a ", "a\nb", "_x0041_", "a_x000d_b", "<&>\"'", "😀"])
def test_every_sign_of_a_cell_comes_back(text):
    [_head, [value]] = sheet_of(written("xlsx", {"text": text}, columns=("text",)))

    assert unescape(value) == text


def test_every_cell_says_its_place_however_many_columns_there_are():
    columns = tuple(f"c{n}" for n in range(703))

    data = written("xlsx", dict.fromkeys(columns) | {"c25": "z", "c702": "aaa"}, columns=columns)

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert (sheet["Z1"].value, sheet["AA1"].value, sheet["AAA1"].value) == ("c25", "c26", "c702")
    assert (sheet["Z2"].value, sheet["AA2"].value, sheet["AAA2"].value) == ("z", None, "aaa")


def test_the_headings_stay_in_sight_and_are_bold():
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", {"n": 1}, columns=("n",)))).active

    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["A2"].font.bold) == ("A2", True, False)


@pytest.mark.parametrize("kind", STREAMED)
def test_half_a_sign_does_not_break_a_text_format(kind):
    assert b"a?b" in written(kind, {"text": "a\ud800b"}, columns=("text",))


def test_every_format_has_a_name():
    assert NAMES.keys() == WRITERS.keys()
    assert IN_PACKAGES.keys() == {*WRITERS, "qdpx", "qdpx-selections"}
