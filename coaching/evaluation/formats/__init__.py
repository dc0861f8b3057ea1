"""How clean rows become files. A format knows the codebook and rows; of consent and people it knows nothing.

A writer takes one row at a time and keeps none. To add a format, write a module
with a writer and add it here.
"""

from django.utils.translation import gettext_lazy as _

from coaching.evaluation.formats.comma import CsvWriter
from coaching.evaluation.formats.json_lines import JsonLinesWriter
from coaching.evaluation.formats.spreadsheet import SpreadsheetWriter
from coaching.evaluation.formats.spss import SavWriter

WRITERS = {"csv": CsvWriter, "xlsx": SpreadsheetWriter, "sav": SavWriter, "jsonl": JsonLinesWriter}
# What a format is called: one table is written in these …
NAMES = {"csv": "CSV", "xlsx": "XLSX", "sav": "SPSS", "jsonl": "JSON"}
# … and a whole package also as one project of texts, by the name of its file in the package. Not every tool counts
# places in a text alike, so the project with selections is made only when asked for.
PROJECTS = {"qdpx": "forum.qdpx", "qdpx-selections": "forum-selections.qdpx"}
USUAL = (*NAMES, "qdpx")
IN_PACKAGES = {**NAMES, "qdpx": "REFI-QDA", "qdpx-selections": _("REFI-QDA with selections")}
# Formats whose parts can be sent as they are written.
STREAMED = ("csv", "jsonl")
