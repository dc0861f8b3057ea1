"""XLSX, written row by row in constant memory. Text is always a text cell, so no formula can be smuggled in."""

import tempfile
from datetime import date, datetime

from coaching.evaluation.formats.values import by_the_clock, plain

ROWS_A_SHEET = 1_048_575  # Excel's own limit, less the heading
SIGNS_A_CELL = 32_767
CUT = " … [the whole text is in the CSV and JSON files]"
NARROWEST, WIDEST = 6, 60  # signs of a column
FIRST_YEAR = 1900  # Excel knows no day before it


class SpreadsheetWriter:
    suffix = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def __init__(self, file, table):
        import xlsxwriter  # slow to load, and only the worker needs it

        self._columns = [variable.name for variable in table.variables]
        self._folder = tempfile.TemporaryDirectory()
        self._book = xlsxwriter.Workbook(
            file,
            {"constant_memory": True, "tmpdir": self._folder.name, "strings_to_formulas": False, "use_zip64": True},
        )
        self._bold = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._row = ROWS_A_SHEET

    def write(self, row):
        if self._row == ROWS_A_SHEET:
            self._new_sheet()
        self._row += 1
        for place, name in enumerate(self._columns):
            self._cell(place, row[name])

    def close(self):
        if self._row == ROWS_A_SHEET:
            self._new_sheet()
        self._finish_sheet()
        try:
            self._book.close()
        finally:
            self._folder.cleanup()

    def _new_sheet(self):
        if self._book.worksheets():
            self._finish_sheet()
        self._sheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        self._widths = [len(name) + 3 for name in self._columns]  # the filter's button stands in the heading
        for place, name in enumerate(self._columns):
            self._sheet.write_string(0, place, name, self._bold)
        self._row = 0

    def _finish_sheet(self):
        """As wide as the longest cell, within reason, and with a filter in the heading."""
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, min(max(width, NARROWEST), WIDEST))
        self._sheet.autofilter(0, 0, max(self._row, 1), len(self._columns) - 1)

    def _cell(self, place, value):
        if isinstance(value, date) and value.year >= FIRST_YEAR:
            self._date(place, value)
            return
        value = plain(value)
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, place, value)
        elif isinstance(value, (int, float)):
            self._sheet.write_number(self._row, place, value)
        elif value is not None:
            text = value if len(value) <= SIGNS_A_CELL else value[: SIGNS_A_CELL - len(CUT)] + CUT
            self._sheet.write_string(self._row, place, text.encode("utf-8", "replace").decode("utf-8"))
            self._widths[place] = max(self._widths[place], min(len(text) + 1, WIDEST))

    def _date(self, place, value):
        """A day or a moment as a spreadsheet knows it; Finnish time by the clock, as a cell has no time zone."""
        if isinstance(value, datetime):
            value = by_the_clock(value).replace(tzinfo=None, microsecond=0)
        looks = self._moment if isinstance(value, datetime) else self._day
        self._sheet.write_datetime(self._row, place, value, looks)
        self._widths[place] = max(self._widths[place], 20 if looks is self._moment else 11)
