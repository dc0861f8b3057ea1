"""The form of an operating model as a Word document."""

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_docx(title, sections, empty):
    """The bytes of a document with real headings; ``empty`` stands where nothing has been written."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    _speak_finnish(document)
    document.add_heading(title, 0)
    for section in sections:
        document.add_heading(section.title, 1)
        for field in section.fields:
            document.add_heading(field.label, 2)
            for paragraph in (field.text or empty).split("\n\n"):
                document.add_paragraph(paragraph)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _speak_finnish(document):
    """So that a screen reader and the spelling know the language."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fi-FI")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
