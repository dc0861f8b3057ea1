"""Reading CSV and XLSX into numbered rows of text, whatever the spreadsheet program did to them."""

import codecs
import csv
import io
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code

COLUMNS = ("name", "email", "organisation", "subgroup", "role", "pseudonym")
HEADINGS = {
    "name": {"fi": ("nimi",), "sv": ("namn",), "en": ("name",)},
    "email": {"fi": ("sähköposti", "sahkoposti"), "sv": ("e-post",), "en": ("email", "e-mail")},
    "organisation": {"fi": ("organisaatio", "työnantaja"), "sv": ("organisation",), "en": ("organisation",)},
    "subgroup": {"fi": ("alaryhmä", "ryhmä"), "sv": ("undergrupp", "grupp"), "en": ("subgroup",)},
    "role": {"fi": ("rooli",), "sv": ("roll",), "en": ("role",)},
    "pseudonym": {"fi": ("nimimerkki", "pseudonyymi"), "sv": ("pseudonym",), "en": ("pseudonym",)},
}
LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 20 * LARGEST_FILE
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Row:
    """One person of the table; ``number`` is the row's number in the spreadsheet."""

    number: int
    name: str = ""
    email: str = ""
    organisation: str = ""
    subgroup: str = ""
    role: str = ""
    pseudonym: str = ""


def read_table(file, name):
    """The rows of an uploaded or opened file; Refused says what is wrong with the file as a whole."""
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refused("too_large", _("The file is larger than 5 MB. Split it and bring the parts in one by one."))
    lines = _xlsx(content) if name.lower().endswith(".xlsx") else _csv(content)
    filled = [(number, cells) for number, cells in enumerate(lines, start=1) if any(cells)]
    if len(filled) < 2:
        raise Refused("empty", _("The file has no people in it. It needs a row of headings and a row for each person."))
    if len(filled) > MOST_ROWS:
        raise Refused("too_many", _("The file has more than 5,000 rows. Split it and bring the parts in one by one."))
    columns = _columns(filled[0][1])
    return [_row(number, cells, columns) for number, cells in filled[1:]]


def in_any_language(words):
    """{word: what it means} of {meaning: {language: its words}}."""
    return {word: meaning for meaning, spoken in words.items() for own in spoken.values() for word in own}


def in_own_language(spoken):
    """The first of the words in the reader's language."""
    return spoken[get_language() or "en"][0]


def heading_of(column):
    return in_own_language(HEADINGS[column])


def _columns(headings):
    known = in_any_language(HEADINGS)
    columns = [known.get(heading.strip().lower()) for heading in headings]
    strange = [heading for heading, column in zip(headings, columns, strict=True) if heading and not column]
    if any(holds_identity_code(heading) for heading in headings):
        raise Refused("identity_code", IDENTITY_CODE_REFUSED)
    if strange:
        raise Refused(
            "unknown_heading",
            _("“{heading}” is not a heading known here. Use: {known}.").format(
                heading=strange[0][:40], known=", ".join(heading_of(column) for column in COLUMNS)
            ),
        )
    if "name" not in columns:
        raise Refused("missing_heading", _("There is no column “{heading}”.").format(heading=heading_of("name")))
    return columns


def _row(number, cells, columns):
    values = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    return Row(number=number, **values)


def _csv(content):
    text = _decoded(content)
    if "\x00" in text:
        raise Refused("not_a_table", _("This is not a CSV or XLSX file. Save it as one of these and try again."))
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    try:
        return [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error:
        raise Refused(
            "not_a_table", _("This is not a CSV or XLSX file. Save it as one of these and try again.")
        ) from None


def _decoded(content):
    """UTF-8 as it should be; Excel's "Unicode text" or the code page of Finnish Windows as it often is."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _xlsx(content):
    from openpyxl import load_workbook  # slow to load, and few ever need it

    try:
        if sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist()) > LARGEST_UNPACKED:
            raise Refused("too_large", _("The file is larger than 5 MB. Split it and bring the parts in one by one."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [
            ["" if cell is None else str(cell).strip() for cell in line]
            for line in book.active.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=30)
        ]
    except (zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, OSError, AttributeError):
        raise Refused(
            "not_a_table", _("This is not a CSV or XLSX file. Save it as one of these and try again.")
        ) from None
