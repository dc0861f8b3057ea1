"""The Frictionless Data Package (v2): what every CSV file of the package holds, for machines."""

import json
import re

TYPES = {
    "integer": "integer",
    "decimal": "number",
    "boolean": "boolean",
    "date": "date",
    "datetime": "datetime",
}
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def data_package(*, name, title, description, created, tables, whole):
    """The descriptor as bytes. ``whole`` is False when rows were left out: what points at them is then not told."""
    told = {table.name for table in tables}
    resources = [_resource(table, told if whole else set()) for table in tables]
    package = {
        "$schema": PROFILE,
        "name": re.sub(r"[^-a-z0-9._/]", "-", name.lower()),
        "title": title,
        "description": description,
        "created": created.isoformat(timespec="seconds"),
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2).encode()


def _resource(table, told):
    schema = {"fields": [_field(variable) for variable in table.variables], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": [column]}}
        for column, other in table.refers.items()
        if other in told
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "path": f"{table.file}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(variable):
    kind = "integer" if variable.kind == "category" and variable.is_number else TYPES.get(variable.kind, "string")
    field = {"name": variable.name, "type": kind, "title": variable.text}
    if variable.kind == "category":
        field["categories"] = [{"value": code, "label": label} for code, label in variable.labels.items()]
        if variable.measure == "ordinal":
            field["categoriesOrdered"] = True
    if missing := variable.missing_labels:
        field["missingValues"] = [
            {"value": "", "label": ""},
            *({"value": str(code), "label": label} for code, label in missing.items()),
        ]
    if constraints := _constraints(variable):
        field["constraints"] = constraints
    if variable.wave:
        field["wave"] = variable.wave
    if variable.anonymity:
        field["anonymity"] = variable.anonymity
    return field


def _constraints(variable):
    constraints = {}
    if variable.kind == "category":
        constraints["enum"] = list(variable.categories)
    if variable.least is not None:
        constraints["minimum"] = variable.least
    if variable.most is not None:
        constraints["maximum"] = variable.most
    return constraints
