"""The codebook: every table and column, made from the declarations that make the data."""

import json

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.evaluation.extract import NO_CONSENT, NOT_CONSENTED

KINDS = {
    "person": gettext_lazy("person, as the study's pseudonym"),
    "words": gettext_lazy("what a person wrote"),
    "text": gettext_lazy("text"),
    "category": gettext_lazy("category"),
    "integer": gettext_lazy("whole number"),
    "decimal": gettext_lazy("number"),
    "boolean": gettext_lazy("yes or no"),
    "date": gettext_lazy("date"),
    "datetime": gettext_lazy("date and time"),
}
COLUMNS = ("table", "table_title", "column", "meaning", "kind", "values", "missing")


def codebook(datasets):
    """One entry a column, in the language in force."""
    return [
        {
            "table": name,
            "table_title": str(dataset.title),
            "column": column_name,
            "meaning": str(column.title),
            "kind": str(KINDS[column.kind]),
            "categories": {value: str(label) for value, label in _values(column).items()},
            "missing": _missing(column.kind),
        }
        for name, dataset in datasets.items()
        for column_name, column in dataset.columns.items()
    ]


def rows(entries):
    """The entries as flat rows, for tables."""
    for entry in entries:
        values = "; ".join(f"{value} = {label}" for value, label in entry["categories"].items())
        yield {name: entry[name] for name in COLUMNS if name != "values"} | {"values": values or None}


def as_json(entries):
    return json.dumps(entries, ensure_ascii=False, indent=2).encode()


def _values(column):
    if column.kind == "boolean":
        return {"true": _("yes"), "false": _("no")}
    return column.categories


def _missing(kind):
    if kind == "person":
        return _("“{value}”: the person has not consented to the evaluation. Empty: nobody, or not known who.").format(
            value=NOT_CONSENTED
        )
    if kind == "words":
        return _("“{value}”: written by a person who has not consented to the evaluation.").format(value=NO_CONSENT)
    return _("Empty: not known or does not apply.")
