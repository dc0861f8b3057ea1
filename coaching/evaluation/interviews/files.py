"""The text of an uploaded file: plain text, or the paragraphs of a DOCX. Nothing else of it is kept."""

import io
import zipfile
from xml.etree import ElementTree

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 5 * 1024 * 1024
_UNPACKED = 40 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_READ = _("This file could not be read. Save it as plain text (.txt) or Word (.docx), or paste the text.")


def text_of(file):
    """What the file says; ValidationError tells what to do when it cannot be read."""
    if file.size > LARGEST:
        raise forms.ValidationError(_("The file is too large: at most 5 MB. Leave the pictures out."), code="size")
    data = file.read()
    if file.name.lower().endswith(".docx"):
        return _docx(data)
    if file.name.lower().endswith(".txt"):
        return _plain(data)
    raise forms.ValidationError(_NOT_READ, code="kind")


def with_plain_ends(text):
    """Lines end in one way, wherever the text was written."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _plain(data):
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return with_plain_ends(text)
    raise forms.ValidationError(_NOT_READ, code="unreadable")


def _docx(data):
    """Paragraphs of the document itself; one that declares entities is not opened, nor one that swells."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as part:
            document = part.read(_UNPACKED + 1)
        if len(document) > _UNPACKED or b"<!DOCTYPE" in document or b"<!ENTITY" in document:
            raise forms.ValidationError(_NOT_READ, code="unreadable")
        root = ElementTree.fromstring(document)  # noqa: S314  (no document type, bounded in size)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, NotImplementedError, RuntimeError) as error:
        raise forms.ValidationError(_NOT_READ, code="unreadable") from error
    return "\n".join("".join(_pieces(paragraph)) for paragraph in root.iter(f"{_W}p"))


def _pieces(paragraph):
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            yield " "
