"""XLSX, written row by row in constant memory. Text is always a text cell, so no formula can be smuggled in."""

import tempfile

from coaching.evaluation.formats.values import plain

ROWS_A_SHEET = 1_048_575  # Excel's own limit, less the heading
SIGNS_A_CELL = 32_767
CUT = " … [the whole text is in the CSV and JSON files]"


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
        self._row = ROWS_A_SHEET

    def write(self, row):
        if self._row == ROWS_A_SHEET:
            self._new_sheet()
        self._row += 1
        for place, name in enumerate(self._columns):
            self._cell(place, plain(row[name]))

    def close(self):
        if self._row == ROWS_A_SHEET:
            self._new_sheet()
        try:
            self._book.close()
        finally:
            self._folder.cleanup()

    def _new_sheet(self):
        self._sheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        for place, name in enumerate(self._columns):
            self._sheet.write_string(0, place, name, self._bold)
        self._row = 0

    def _cell(self, place, value):
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, place, value)
        elif isinstance(value, (int, float)):
            self._sheet.write_number(self._row, place, value)
        elif value is not None:
            text = value if len(value) <= SIGNS_A_CELL else value[: SIGNS_A_CELL - len(CUT)] + CUT
            self._sheet.write_string(self._row, place, text.encode("utf-8", "replace").decode("utf-8"))
