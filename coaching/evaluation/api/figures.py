"""Figures of finished packages. Nothing is counted for the API, so it tells no figure that has not been judged.

A package's filter has been held against every earlier one before it was made;
figures counted at each request would, asked for every hour, tell of the one who
came in between.
"""

import csv
import io
import json
import zipfile

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.evaluation.filters import FACETS
from coaching.evaluation.formats.comma import FORMULA_STARTS
from coaching.evaluation.models import Extraction

MOST = 100


def told_packages(study):
    """The newest finished packages, as data."""
    return [
        {
            "number": package.number,
            "made_at": package.finished_at,
            "language": package.language,
            "since": package.since,
            "until": package.until,
            **{facet: getattr(package, facet) for facet in FACETS},
            "tables": package.datasets,
            "rows": package.rows,
            "sha256": package.sha256,
        }
        for package in _finished(study)[:MOST]
    ]


def figures_of(study, number):
    """The rows of the package's summaries."""
    package = _finished(study).filter(number=number).first()
    if package is None:
        raise Http404(number)
    with package.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        if "summaries.jsonl" in names:
            return [json.loads(line) for line in archive.read("summaries.jsonl").splitlines()]
        if "summaries.csv" in names:
            text = io.StringIO(archive.read("summaries.csv").decode("utf-8-sig"), newline="")
            return [_as_data(row) for row in csv.DictReader(text)]
    raise Refused("no_figures", _("This package has no summaries in CSV or JSON. Make one that has."))


def _finished(study):
    return study.extractions.filter(kind=Extraction.Kind.PACKAGE, state=Extraction.State.DONE)


def _as_data(row):
    """As in JSON: the apostrophe against formulas taken off, figures as figures."""
    texts = {
        name: text[1:] if text[1:].startswith(FORMULA_STARTS) and text[0] == "'" else text for name, text in row.items()
    }
    figure = float(row["value"]) if row["value"] else None
    whole = int(figure) if figure is not None and figure == int(figure) else figure
    return texts | {"value": whole, "hidden": row["hidden"] == "true"}
