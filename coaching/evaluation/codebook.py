"""The codebook: one object, made from the declarations that make the data; every format is written from it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Column
from coaching.evaluation.extract import NO_CONSENT, NOT_CONSENTED

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)

KINDS = {
    "person": _("person, as the study's pseudonym"),
    "words": _("what a person wrote"),
    "text": _("text"),
    "category": _("category"),
    "integer": _("whole number"),
    "decimal": _("number"),
    "boolean": _("yes or no"),
    "date": _("date"),
    "datetime": _("date and time"),
}
MEASURES = {"integer": "scale", "decimal": "scale", "date": "scale", "datetime": "scale"}
WITHOUT_CONSENT = {
    "person": {NOT_CONSENTED: _("the person has not consented to the evaluation")},
    "words": {NO_CONSENT: _("written by a person who has not consented to the evaluation")},
}
YES_NO = {"true": _("yes"), "false": _("no")}
# Files that go by a name of their own in the package; the others by their table's.
FILES = {"guidance_visits": "visits", "poll_runs": "polls"}


@dataclass(frozen=True)
class Variable:
    """One column of one table, as every format tells it. Texts are {language: text}, codes {code: texts}."""

    name: str
    kind: str
    texts: dict
    categories: dict = field(default_factory=dict)
    missing: dict = field(default_factory=dict)
    measure: str = "nominal"
    least: float | None = None
    most: float | None = None
    wave: str = ""
    anonymity: str = ""

    @classmethod
    def of(cls, name, column):
        missing = {**WITHOUT_CONSENT.get(column.kind, {}), **column.missing}
        return cls(
            name=name,
            kind=column.kind,
            texts=in_languages(column.title),
            categories={code: in_languages(label) for code, label in _categories(column).items()},
            missing={code: in_languages(label) for code, label in missing.items()},
            measure=column.measure or MEASURES.get(column.kind, "nominal"),
            least=column.least,
            most=column.most,
            wave=column.wave,
            anonymity=str(column.anonymity),
        )

    @property
    def text(self):
        return said(self.texts)

    @property
    def labels(self):
        """{code: label} of the categories in the language in force."""
        return {code: said(texts) for code, texts in self.categories.items()}

    @property
    def missing_labels(self):
        return {code: said(texts) for code, texts in self.missing.items()}

    @property
    def is_number(self):
        """Whether its codes are numbers in every format."""
        if self.kind == "category":
            return bool(self.categories) and all(isinstance(code, int) for code in self.categories)
        return self.kind in {"integer", "decimal"}


@dataclass(frozen=True)
class Table:
    """One table of the package: its columns, what tells its rows apart, and which tables it points at."""

    name: str
    texts: dict
    variables: tuple
    key: tuple = ()
    refers: dict = field(default_factory=dict)

    @classmethod
    def of(cls, name, dataset, extract):
        columns = dataset.columns_in(extract)
        variables = tuple(Variable.of(key, column) for key, column in columns.items())
        return cls(name, in_languages(dataset.title), variables, tuple(dataset.key), dict(dataset.refers))

    @property
    def title(self):
        return said(self.texts)

    @property
    def file(self):
        """The name of its files in the package, without the ending."""
        return FILES.get(self.name, self.name)


def codebook(datasets, extract):
    """{name: Table} of the datasets, in their order, with the columns that what is asked has."""
    return {name: Table.of(name, dataset, extract) for name, dataset in datasets.items()}


def plain_table(name, title, columns):
    """A table of the package's own, such as the codebook itself: ``columns`` are {name: Column}."""
    return Table(name, in_languages(title), tuple(Variable.of(key, column) for key, column in columns.items()))


def in_languages(text):
    """{language: text}; a mapping that lacks a language borrows from one that has it."""
    if isinstance(text, Mapping):
        spare = next((str(text[code]) for code in (*LANGUAGES, *text) if text.get(code)), "")
        return {code: str(text.get(code) or spare) for code in LANGUAGES}
    texts = {}
    for code in LANGUAGES:
        with translation.override(code):
            texts[code] = str(text)
    return texts


def said(texts):
    """The text in the language in force."""
    return texts.get((get_language() or LANGUAGES[0])[:2]) or next(iter(texts.values()), "")


_OWN = {
    "table": Column(_("Name of the table")),
    "table_title": Column(_("What the table is about")),
    "column": Column(_("Name of the column, the same in every format")),
    **{f"question_{code}": Column({own: f"{label} ({code})" for own, label in in_languages(_("Meaning")).items()})
       for code in LANGUAGES},
    "kind": Column(_("Kind")),
    "measure": Column(_("Level of measurement: nominal, ordinal or scale")),
    **{f"values_{code}": Column({own: f"{label} ({code})" for own, label in in_languages(_("Values")).items()})
       for code in LANGUAGES},
    "missing": Column(_("What stands where nothing is known")),
    "least": Column(_("Smallest value"), "decimal"),
    "most": Column(_("Greatest value"), "decimal"),
    "wave": Column(_("Round of the survey")),
    "anonymity": Column(_("What was promised to those who answered")),
}  # fmt: skip
COLUMNS = tuple(_OWN)


def own_table():
    """The table that the codebook itself is written as."""
    return plain_table("codebook", _("Codebook"), _OWN)


def rows(tables):
    """The codebook as flat rows: one a column."""
    for table in tables.values():
        for variable in table.variables:
            yield {
                "table": table.name,
                "table_title": table.title,
                "column": variable.name,
                **{f"question_{code}": variable.texts[code] for code in LANGUAGES},
                "kind": str(KINDS[variable.kind]),
                "measure": variable.measure,
                **{f"values_{code}": _listed(variable.categories, code) for code in LANGUAGES},
                "missing": missing_in_words(variable),
                "least": variable.least,
                "most": variable.most,
                "wave": variable.wave or None,
                "anonymity": variable.anonymity or None,
            }


def as_json(tables):
    """Everything the codebook knows, all languages, for machines."""
    return json.dumps([as_data(table) for table in tables.values()], ensure_ascii=False, indent=2).encode()


def as_data(table):
    """Everything the codebook knows of one table, all languages."""
    return {
        "table": table.name,
        "titles": table.texts,
        "key": table.key,
        "refers": table.refers,
        "columns": [_as_data(variable) for variable in table.variables],
    }


def missing_in_words(variable):
    """What a reader finds where there is no value."""
    codes = [f"“{code}”: {label}" for code, label in variable.missing_labels.items()]
    return "; ".join([*codes, str(_("empty: not known or does not apply"))])


def _as_data(variable):
    return {
        "column": variable.name,
        "kind": variable.kind,
        "measure": variable.measure,
        "texts": variable.texts,
        "categories": [{"code": code, "labels": texts} for code, texts in variable.categories.items()],
        "missing": [{"code": code, "labels": texts} for code, texts in variable.missing.items()],
        "least": variable.least,
        "most": variable.most,
        "wave": variable.wave,
        "anonymity": variable.anonymity,
    }


def _categories(column):
    return YES_NO if column.kind == "boolean" else column.categories


def _listed(categories, code):
    return "; ".join(f"{value} = {texts[code]}" for value, texts in categories.items()) or None
