"""Files people attach: what they are is seen from what is in them, and who made them is taken out."""

import io
import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from coaching.core.errors import Refused
from coaching.core.pictures import as_webp, plain_picture
from coaching.core.stripping import stripped

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
MOST_UNPACKED = 100 * MEGABYTE
MOST_PARTS = 2000
DEEPEST = 2  # a document within a document, such as the table behind a chart
PICTURE_SIDE = 2400
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "webp": "image/webp",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
ACCEPT = "image/jpeg,image/png,image/webp,image/gif," + ",".join(f".{kind}" for kind in TYPES)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
# Parts that only tell of the maker and the making, and the places within others where a name stands.
_TELLING = re.compile(
    r"docProps/(?:core|app|custom)\.xml|meta\.xml|docProps/thumbnail\.\w+|Thumbnails/.*|.*/people\.xml"
)
_NAMES = re.compile(
    rb'(\b(?:w|w15|p188)?:?(?:author|initials|lastModifiedBy|userId|displayName)=")[^"]*'
    rb"|(<(?:author|dc:creator|meta:initial-creator|meta:creator-initials)>)[^<]*"
)
_ODD_SIGNS = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
UNKNOWN = _(
    "Files of this kind are not taken. PDF, pictures, Word, Excel, PowerPoint, OpenDocument and plain text are."
)
BROKEN = _("The file cannot be read whole. Open it, save it again without a password and send that.")


@dataclass(frozen=True)
class Cleaned:
    name: str
    kind: str
    content: bytes


def cleaned(upload, largest=LARGEST):
    """What is kept of an uploaded file; Refused when it is larger than so many bytes or not of a kind we take."""
    if upload.size > largest:
        too_big = _("The file is larger than %(most)s MB. Make it smaller, or give a link to it.")
        raise Refused("file_too_big", too_big % {"most": largest // MEGABYTE})
    content = upload.read()
    upload.seek(0)
    if content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        kind, content = "webp", as_webp(plain_picture(upload, PICTURE_SIDE), PICTURE_SIDE)
    elif content.startswith(b"%PDF-"):
        kind, content = "pdf", _plain_pdf(content)
    elif content.startswith(b"PK\x03\x04"):
        kind, content = _plain_office(content)
    else:
        kind = _kind_of_text(content, upload.name)
    return Cleaned(_named(upload.name, kind), kind, content)


def _plain_pdf(content):
    """The same pages; no title, author, program or dates, and nothing that runs or is packed inside."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Refused("file_broken", BROKEN)
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        writer.metadata = None
        kept = io.BytesIO()
        writer.write(kept)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused("file_broken", BROKEN) from error
    return kept.getvalue()


def _plain_office(content):
    """(kind, the same document without what tells of its maker); one with macros is of no kind we take."""
    try:
        return _unpacked(content, _Room())
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise Refused("file_broken", BROKEN) from error


@dataclass
class _Room:
    """What a document and those within it may hold in all."""

    parts: int = MOST_PARTS
    bytes: int = MOST_UNPACKED

    def take(self, parts, deep):
        self.parts -= len(parts)
        self.bytes -= sum(part.file_size for part in parts)
        if min(self.parts, self.bytes) < 0 or deep > DEEPEST:
            raise Refused("file_too_big", _("The file holds more than can be looked through. Save it as PDF."))


def _unpacked(content, room, deep=1):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        room.take(packed.infolist(), deep)
        return _kind_of_office(packed), _packed_anew(packed, room, deep)


def _kind_of_office(packed):
    names = set(packed.namelist())
    mimetype = packed.read("mimetype").decode("ascii", "replace") if "mimetype" in names else ""
    kinds = [kind for part, kind in _OFFICE.items() if part in names]
    kinds += [kind for kind, content_type in TYPES.items() if mimetype == content_type]
    runs = any(name.endswith("vbaProject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names)
    if len(kinds) != 1 or runs:
        raise Refused("file_unknown", UNKNOWN)
    return kinds[0]


def _packed_anew(packed, room, deep):
    """Parts that tell of the maker stay as places, as others point at them, but are empty of it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as anew:
        for part in packed.infolist():
            content = packed.read(part)
            if _TELLING.fullmatch(part.filename):
                content = _emptied(content)
            elif part.filename.endswith(".xml"):
                content = _NAMES.sub(lambda match: match[1] or match[2], content)
            elif content.startswith(b"PK\x03\x04"):
                content = _unpacked(content, room, deep + 1)[1]
            else:
                content = stripped(content)
            how = zipfile.ZIP_STORED if part.filename == "mimetype" else zipfile.ZIP_DEFLATED
            anew.writestr(zipfile.ZipInfo(part.filename), content, how)
    return kept.getvalue()


def _emptied(content):
    """The root element alone, with its namespaces; of what is no XML, nothing."""
    root = re.search(rb"<([A-Za-z][\w:.-]*)((?:\s[^<>]*?)?)/?>", content)
    return b'<?xml version="1.0" encoding="UTF-8"?><' + root[1] + root[2] + b"/>" if root else b""


def _kind_of_text(content, name):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("file_unknown", UNKNOWN) from error
    if (
        not text.strip()
        or re.search(r"[\x00-\x08\x0e-\x1f]", text)
        or re.match(r"\s*<(?:!doctype|html|script|svg|\?xml)", text, re.I)
    ):
        raise Refused("file_unknown", UNKNOWN)
    return "csv" if name.lower().endswith(".csv") else "txt"


def _named(name, kind):
    """A name that shows what is in the file and plays no tricks; ours is the ending."""
    stem = _ODD_SIGNS.sub(" ", name).strip(" .")
    stem = stem.rsplit(".", 1)[0] if "." in stem else stem
    return f"{' '.join(stem.split())[:100] or 'tiedosto'}.{kind}"
