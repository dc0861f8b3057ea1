"""Every .sav as SPSS would open it, against the CSV and the descriptor of the same table."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pyreadstat
from tables import NUMBERS, as_text, missing, plain

BEGINNING = datetime(1582, 10, 14, tzinfo=UTC)
LABEL_BYTES, MISSING_CODES = 255, 3
A_TEXT = 32_000  # bytes; longer texts are cut in the file, which says so


def faults(files, found):
    """({file name: rows}, what is wrong)."""
    read, wrong = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for table in found.values():
            if f"{table.file}.sav" not in files:
                continue
            path = Path(folder) / "table.sav"
            path.write_bytes(files[f"{table.file}.sav"])
            rows, told = pyreadstat.read_sav(path, user_missing=True, disable_datetime_conversion=True)
            read[f"{table.file}.sav"] = rows
            wrong += [f"{table.file}.sav: {fault}" for fault in faults_of(table, rows, told)]
    return read, wrong


def faults_of(table, rows, told):
    if (len(rows), len(rows.columns)) != table.rows.shape:
        yield f"{rows.shape} rows and columns, the CSV has {table.rows.shape}"
        return
    for field, name in zip(table.fields, rows.columns, strict=True):
        label = f"{name.split('_')[0].upper()}: {field['title']}" if field.get("wave") else field["title"]
        if (told.column_names_to_labels[name] or "") != cut(label, LABEL_BYTES):
            yield f"{name} is called “{told.column_names_to_labels[name]}”, told “{label}”"
        yield from codes(field, name, told)
        yield from values(field, list(table.rows[field["name"]]), list(rows[name]))


def codes(field, name, told):
    """Labels of every code and, of at most three, that they stand for no answer."""
    number = field["type"] in NUMBERS
    categories = [(one["value"], one["label"]) for one in field.get("categories", ())]
    absent = missing(field)
    wanted = {float(code) if number else str(code): label for code, label in [*categories, *absent.items()]}
    has = told.variable_value_labels.get(name, {})
    if field["type"] == "boolean":
        wanted = {float(code == "true"): label for code, label in wanted.items()} or {
            code: label for code, label in has.items() if code in (0.0, 1.0)
        }
    labelled = field["type"] != "string" or told.variable_storage_width[name] <= 120
    if labelled and {code: label.strip() for code, label in has.items()} != {
        code: cut(label, 120).strip() for code, label in wanted.items()
    }:
        yield f"{name} has the codes {has}, told {wanted}"
    ranges = told.missing_ranges.get(name, []) if number else told.missing_user_values.get(name, [])
    is_absent = [one["lo"] for one in ranges if isinstance(one, dict)] or list(ranges)
    if number and sorted(map(float, is_absent)) != sorted(map(float, list(absent)[:MISSING_CODES])):
        yield f"{name} takes {is_absent} for no answer, told {list(absent)}"


def values(field, cells, others):
    """The same values, row by row."""
    for cell, other in zip(cells, others, strict=True):
        if as_csv(field["type"], other) != clipped(field["type"], cell):
            yield f"{field['name']} is “{other}”, in the CSV “{cell}”"
            return


def as_csv(kind, value):
    if kind in {"date", "datetime", *NUMBERS}:
        return "" if value != value or value is None else float(value)
    if kind == "boolean":
        return "" if value != value else as_text(bool(value))
    return as_text(value).encode()[:A_TEXT].decode(errors="ignore").strip()


def clipped(kind, cell):
    """A CSV cell as the file has it: moments as seconds since October 1582 by the clock on the wall."""
    if kind in {"date", "datetime"}:
        return (seconds(cell)) if cell else ""
    if kind in NUMBERS:
        return float(cell) if cell else ""
    return plain(cell).encode()[:A_TEXT].decode(errors="ignore").strip()


def seconds(cell):
    return (datetime.fromisoformat(cell[:19]).replace(tzinfo=UTC) - BEGINNING).total_seconds()


def cut(text, most):
    data = text.encode()
    return text if len(data) <= most else data[: most - len(" … [cut]".encode())].decode(errors="ignore") + " … [cut]"
