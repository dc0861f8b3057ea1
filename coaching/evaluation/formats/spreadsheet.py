"""XLSX, written row by row in memory that does not grow. Text is always a text cell, so no formula can be smuggled in.

Written by hand because the libraries that write the format take several times as long over a million rows.
"""

import re
import zipfile
from xml.sax.saxutils import escape

from coaching.evaluation.formats.values import plain

ROWS_A_SHEET = 1_048_575  # Excel's own limit, less the heading
SIGNS_A_CELL = 32_767
CUT = " … [the whole text is in the CSV and JSON files]"
_A_PIECE = 500  # rows put into the archive at once

# What XML cannot hold is written as _x0000_, and so is the underscore of a text that looks like that.
_UNSAID = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET = (
    f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_SHEET_ENDS = "</sheetData></worksheet>"
# Two looks of a cell: as it is, and bold.
_BOLD = ' s="1"'
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class SpreadsheetWriter:
    suffix = "xlsx"
    media_type = f"{_SHEETS}.sheet"

    def __init__(self, file, table):
        self._columns = [(variable.name, _letters(place)) for place, variable in enumerate(table.variables)]
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._rows = []
        self._row = ROWS_A_SHEET
        self._sheets = 0
        self._sheet = None

    def write(self, row):
        if self._row == ROWS_A_SHEET:
            self._new_sheet()
        self._row += 1
        place = self._row + 1
        cells = "".join([_cell(f"{letters}{place}", row[name]) for name, letters in self._columns])
        self._rows.append(f'<row r="{place}">{cells}</row>')
        if len(self._rows) == _A_PIECE:
            self._send()

    def close(self):
        if self._row == ROWS_A_SHEET:
            self._new_sheet()
        self._end_sheet()
        for name, text in _frame(self._sheets).items():
            self._archive.writestr(name, text)
        self._archive.close()

    def _new_sheet(self):
        self._end_sheet()
        self._sheets += 1
        self._sheet = self._archive.open(f"xl/worksheets/sheet{self._sheets}.xml", "w", force_zip64=True)
        heads = "".join(_text(f"{letters}1", name, _BOLD) for name, letters in self._columns)
        self._rows = [_SHEET, f'<row r="1">{heads}</row>']
        self._row = 0

    def _end_sheet(self):
        if self._sheet:
            self._rows.append(_SHEET_ENDS)
            self._send()
            self._sheet.close()

    def _send(self):
        self._sheet.write("".join(self._rows).encode("utf-8", "replace"))
        self._rows.clear()


def _cell(place, value):
    value = plain(value)
    if isinstance(value, str):
        return _text(place, value if len(value) <= SIGNS_A_CELL else value[: SIGNS_A_CELL - len(CUT)] + CUT)
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
    return "" if value is None else f'<c r="{place}"><v>{value!r}</v></c>'


def _text(place, text, look=""):
    told = _UNSAID.sub(lambda sign: f"_x{ord(sign[0]):04X}_", escape(text))
    return f'<c r="{place}"{look} t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>'


def _letters(place):
    """What a spreadsheet calls its columns: A … Z, AA, AB …"""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(65 + letter) + letters
        place -= 1
    return letters


def _frame(sheets):
    """{name: text} of what stands around this many sheets."""
    numbers = range(1, sheets + 1)
    types = [_override("/xl/workbook.xml", "sheet.main"), _override("/xl/styles.xml", "styles")]
    types += [_override(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in numbers]
    own = "".join(f'<sheet name="Sheet{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers)
    parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers] + [("styles", "styles.xml")]
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(types)}</Types>',
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{own}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(parts),
        "xl/styles.xml": _STYLES,
    }


def _override(part, kind):
    return f'<Override PartName="{part}" ContentType="{_SHEETS}.{kind}+xml"/>'


def _relations(parts):
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'
