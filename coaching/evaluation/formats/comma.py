"""CSV: UTF-8 with a byte order mark, commas, CRLF; opens in Excel, R and pandas alike."""

import csv
import io

from coaching.evaluation.formats.values import plain

# A spreadsheet takes a cell that begins so for a formula, the full-width signs included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value):
    """Text that would be a formula gets an apostrophe before it; true and false are told as such, nothing is empty."""
    value = plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


class CsvWriter:
    suffix = "csv"
    media_type = "text/csv; charset=utf-8"

    def __init__(self, file, table):
        self._file = file
        self._columns = [variable.name for variable in table.variables]
        self._text = io.StringIO(newline="")
        self._csv = csv.writer(self._text)
        file.write(b"\xef\xbb\xbf")
        self._put(self._columns)

    def write(self, row):
        self._put(cell(row[name]) for name in self._columns)

    def close(self):
        self._file.flush()

    def _put(self, cells):
        self._csv.writerow(cells)
        self._file.write(self._text.getvalue().encode("utf-8", "replace"))
        self._text.seek(0)
        self._text.truncate()
