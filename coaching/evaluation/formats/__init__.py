"""How clean rows become files. A format knows columns and rows; of consent and people it knows nothing.

A writer takes one row at a time and keeps none. To add a format, write a module
with a writer and add it here.
"""

from coaching.evaluation.formats.comma import CsvWriter
from coaching.evaluation.formats.json_lines import JsonLinesWriter
from coaching.evaluation.formats.spreadsheet import SpreadsheetWriter

WRITERS = {"csv": CsvWriter, "xlsx": SpreadsheetWriter, "jsonl": JsonLinesWriter}
# What a language's own name for a format is: file names and buttons use the same.
NAMES = {"csv": "CSV", "xlsx": "XLSX", "jsonl": "JSON"}
# Formats whose parts can be sent as they are written.
STREAMED = ("csv", "jsonl")
