"""Every CSV against datapackage.json, and every XLSX and JSON file against its CSV."""

import io
import json
import zipfile
from dataclasses import dataclass

import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
FORMATS = ("xlsx", "sav", "jsonl")
NUMBERS = {"integer", "number"}
MOMENTS = {"date", "datetime"}
ONLY_CSV = {"consent_summary"}
A_CELL = 32_000  # longer texts are cut in spreadsheets


@dataclass
class Table:
    """One CSV file, every cell as text, with the fields that the descriptor tells of it."""

    file: str
    schema: dict
    rows: pd.DataFrame

    @property
    def fields(self):
        return self.schema["fields"]

    def known(self, field):
        """The cells of a column that hold a value: neither empty nor a code for why there is none."""
        cells = self.rows[field["name"]]
        return cells[~cells.isin({"", *missing(field)})]


def missing(field):
    """{code: label} of what stands for no value."""
    return {one["value"]: one["label"] for one in field.get("missingValues", ()) if one["value"]}


def read(files):
    """({resource name: Table}, what is wrong)."""
    found, wrong = {}, []
    for resource in json.loads(files["datapackage.json"])["resources"]:
        if resource["path"] not in files:
            wrong.append(f"{resource['path']} is told of and not there")
            continue
        rows = pd.read_csv(io.BytesIO(files[resource["path"]]), dtype=str, keep_default_na=False, encoding="utf-8-sig")
        found[resource["name"]] = Table(resource["path"].removesuffix(".csv"), resource["schema"], rows)
    told = {f"{table.file}.csv" for table in found.values()}
    wrong += [f"{name} is not told of" for name in files if name.endswith(".csv") and name not in told]
    for name, table in found.items():
        wrong += [f"{name}: {fault}" for fault in faults(table, found)]
        wrong += [f"{name}: {fault}" for fault in others(table, files)] if name not in ONLY_CSV else []
    return found, wrong + list(codebook(files, found))


def faults(table, found):
    """The descriptor's promises: columns, types, codes, bounds, keys."""
    names = [field["name"] for field in table.fields]
    if list(table.rows.columns) != names:
        yield f"columns {list(table.rows.columns)}, told {names}"
        return
    for field in table.fields:
        try:
            values = typed(table.known(field), field["type"])
        except ValueError:
            yield f"{field['name']} is no {field['type']}"
            continue
        bounds = field.get("constraints", {})
        if strange := set(table.known(field)) - set(map(str, bounds.get("enum", table.known(field)))):
            yield f"{field['name']} has {sorted(strange)}, told {bounds['enum']}"
        if (values < bounds["minimum"]).any() if "minimum" in bounds else False:
            yield f"{field['name']} is under {bounds['minimum']}"
        if (values > bounds["maximum"]).any() if "maximum" in bounds else False:
            yield f"{field['name']} is over {bounds['maximum']}"
        if not field.get("title"):
            yield f"{field['name']} has no words of its own"
    key = table.schema.get("primaryKey", [])
    if key and table.rows.duplicated(key).any():
        yield f"the key {key} stands on several rows"
    for foreign in table.schema.get("foreignKeys", ()):
        [own], [other] = foreign["fields"], foreign["reference"]["fields"]
        field = table.fields[names.index(own)]
        if lost := set(table.known(field)) - set(found[foreign["reference"]["resource"]].rows[other]):
            yield f"{own} points at {sorted(lost)[:5]}, which {foreign['reference']['resource']} has not"


def typed(cells, kind):
    """The cells as values of the kind; ValueError for what is none."""
    if kind in {"integer", "number"}:
        values = pd.to_numeric(cells)
        if kind == "integer" and (values % 1 != 0).any():
            raise ValueError
        return values
    if kind == "boolean" and set(cells) - {"true", "false"}:
        raise ValueError
    if kind == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d")
    if kind == "datetime":
        return pd.to_datetime(cells, format="ISO8601", utc=True)
    return cells


def others(table, files):
    """The same rows in the same order in the other formats."""
    yield from (f"no {kind}" for kind in FORMATS if f"{table.file}.{kind}" not in files)
    if book := files.get(f"{table.file}.xlsx"):
        sheets = pd.read_excel(io.BytesIO(book), sheet_name=None, dtype=object, na_filter=False)
        yield from compared("xlsx", table, pd.concat(sheets.values()))
        with zipfile.ZipFile(io.BytesIO(book)) as opened:
            if any(b"<f>" in opened.read(name) for name in opened.namelist()):
                yield "the spreadsheet has a formula"
    if lines := files.get(f"{table.file}.jsonl"):
        rows = [json.loads(line) for line in lines.splitlines()]
        yield from compared("jsonl", table, pd.DataFrame(rows, columns=table.rows.columns, dtype=object))


def compared(kind, table, other):
    """Cell by cell, each as the CSV would tell it; of numbers only the number counts."""
    rows = table.rows
    if list(rows.columns) != list(other.columns) or len(rows) != len(other):
        yield f"{kind} has {len(other)} rows of {list(other.columns)}"
        return
    for name, field in zip(rows.columns, table.fields, strict=False):
        told = as_number if field["type"] in NUMBERS else as_moment if field["type"] in MOMENTS else str
        pairs = zip(rows[name], other[name], strict=True)
        if unlike := [(mine, theirs) for mine, theirs in pairs if told(plain(mine)) != told(as_text(theirs))]:
            yield f"{kind} tells {name} otherwise in {len(unlike)} rows: {unlike[0]}"


def as_number(cell):
    try:
        return float(cell)
    except ValueError:
        return cell


def as_moment(cell):
    """A day or a moment by the clock on the wall; a spreadsheet's cell has no time zone and no day without a time."""
    return cell.replace(" ", "T")[:19].removesuffix("T00:00:00")


def plain(cell):
    """A CSV cell without the apostrophe that keeps spreadsheets from reading it as a formula."""
    cell = cell.removeprefix("'") if cell[:1] == "'" and cell[1:2] in FORMULA else cell
    return cell.replace("\r\n", "\n").replace("\r", "\n")[:A_CELL]


def as_text(value):
    """A value of another format as a CSV cell has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if pd.isna(value) else str(int(value)) if value.is_integer() else str(value)
    text = "" if value is None else str(value)
    return text.replace("_x000D_\n", "\n").replace("\r\n", "\n").replace("\r", "\n")[:A_CELL]


def codebook(files, found):
    """One row for every column of every table, in the spreadsheet and in the file for machines."""
    told = {(name, field["name"]) for name, table in found.items() for field in table.fields}
    book = pd.read_excel(io.BytesIO(files["codebook.xlsx"]), dtype=str, na_filter=False)
    machine = {
        (one["table"], column["column"]) for one in json.loads(files["codebook.json"]) for column in one["columns"]
    }
    yield from (f"codebook.json: {one} is there or here only" for one in told ^ machine)
    yield from (
        f"codebook.xlsx: {one} is there or here only"
        for one in told ^ set(zip(book["table"], book["column"], strict=True))
    )
