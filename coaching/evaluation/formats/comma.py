"""CSV: UTF-8 with a byte order mark, commas, CRLF; opens in Excel, R and pandas alike."""

import codecs
import csv

from coaching.evaluation.formats.values import plain

# A spreadsheet takes a cell that begins so for a formula, the full-width signs included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value):
    """Text that would be a formula gets an apostrophe before it; true and false are told as such, nothing is empty."""
    value = plain(value)
    if isinstance(value, str):
        return "'" + value if value.startswith(FORMULA_STARTS) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


class CsvWriter:
    suffix = "csv"
    media_type = "text/csv; charset=utf-8"

    def __init__(self, file, table):
        self._file = file
        self._columns = [variable.name for variable in table.variables]
        self._csv = csv.writer(codecs.getwriter("utf-8")(file, "replace"))
        file.write(b"\xef\xbb\xbf")
        self._csv.writerow(self._columns)

    def write(self, row):
        self._csv.writerow([cell(row[name]) for name in self._columns])

    def close(self):
        self._file.flush()
