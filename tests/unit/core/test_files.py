"""Files people send: known by what is in them, without who made them, and with a name that plays no tricks."""

import base64
import gzip
import io
import struct
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter

from coaching.core.errors import Refused
from coaching.core.files import LARGEST, cleaned

WHO = "Secret Realname"


def upload(name, content):
    return SimpleUploadedFile(name, content)


def pdf():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": WHO})
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def docx(**parts):
    kept = io.BytesIO()
    words = f'<w:document xmlns:w="x"><w:ins w:author="{WHO}" w:initials="SR"><w:t>Ohje</w:t></w:ins></w:document>'
    core = f'<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>{WHO}</dc:creator></cp:coreProperties>'
    with zipfile.ZipFile(kept, "w") as packed:
        for name, content in {"word/document.xml": words, "docProps/core.xml": core, **parts}.items():
            packed.writestr(name, content)
    return kept.getvalue()


def picture():
    kept, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = WHO
    Image.new("RGB", (40, 30)).save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def test_who_made_a_pdf_is_taken_out():
    content = cleaned(upload("ohje.pdf", pdf())).content

    assert WHO.encode() in pdf() and WHO.encode() not in content
    assert len(PdfReader(io.BytesIO(content)).pages) == 1


def test_who_made_a_document_and_its_changes_is_taken_out():
    file = cleaned(upload("ohje.docx", docx()))

    packed = zipfile.ZipFile(io.BytesIO(file.content))
    assert (file.kind, [name for name in packed.namelist() if WHO.encode() in packed.read(name)]) == ("docx", [])
    assert b"<w:t>Ohje</w:t>" in packed.read("word/document.xml")


PLACE = {1: "N", 2: (66.0, 30.0, 11.0), 3: "E", 4: (25.0, 43.0, 30.0)}


def photo(kind="JPEG", **how):
    """A picture that tells who took it and where, and of what it is made."""
    kept, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = WHO
    exif.get_ifd(0x8825).update(PLACE)
    dots = Image.effect_noise((64, 48), 60).convert("RGB")
    dots.save(kept, kind, exif=exif, **how)
    return kept.getvalue()


def told(content):
    """(who took it, where) as a picture tells it."""
    exif = Image.open(io.BytesIO(content)).getexif()
    return exif.get(0x013B), dict(exif.get_ifd(0x8825)) or None


def dots(content):
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()


@pytest.mark.parametrize(
    ("kind", "how"),
    [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}), ("TIFF", {})],
    ids=["jpeg", "progressive", "png", "webp", "tiff"],
)
@pytest.mark.parametrize("document", ["word/document.xml", "ppt/presentation.xml", "xl/workbook.xml"])
def test_where_a_picture_in_a_document_was_taken_is_taken_out(document, kind, how):
    before = photo(kind, **how)
    place = f"{document.split('/')[0]}/media/image1"

    kept = cleaned(upload("kuvia", packed_of({document: "<x/>", place: before}))).content

    after = zipfile.ZipFile(io.BytesIO(kept)).read(place)
    assert told(before) == (WHO, None if kind == "TIFF" else PLACE)
    assert (told(after), dots(after) == dots(before), WHO.encode() in after) == ((None, None), True, False)


def packed_of(parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return kept.getvalue()


def test_what_hangs_behind_a_picture_or_is_noted_in_it_goes_too():
    kept = io.BytesIO()
    Image.new("RGB", (9, 9)).save(kept, "PNG", pnginfo=_note())
    parts = {"jpg": photo("JPEG", comment=WHO.encode()) + photo(), "png": kept.getvalue()}
    before = docx(**{f"word/media/image1.{name}": content for name, content in parts.items()})

    after = zipfile.ZipFile(io.BytesIO(cleaned(upload("ohje.docx", before)).content))

    found = {name: after.read(f"word/media/image1.{name}") for name in parts}
    assert {name: WHO.encode() in content for name, content in parts.items()} == {"jpg": True, "png": True}
    assert {name: WHO.encode() in content for name, content in found.items()} == {"jpg": False, "png": False}
    assert found["jpg"].count(b"\xff\xd8\xff") == 1


def _note():
    note = PngInfo()
    note.add_text("Author", WHO)
    return note


def gif():
    """Two frames of 90 ms, for ever, with a note and a tail."""
    kept, frames = io.BytesIO(), [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(kept, "GIF", save_all=True, append_images=frames[1:], duration=90, loop=0, comment=WHO.encode())
    return kept.getvalue() + WHO.encode()


def emf():
    """A header with words and three records: a program's note, EMF+ and the end."""
    words = f"Piirto\0{WHO}\0\0".encode("utf-16-le")
    header = bytearray(108) + words
    header[:8] = struct.pack("<II", 1, len(header))
    header[40:44] = b" EMF"
    header[60:68] = struct.pack("<II", len(words) // 2, 108)
    note, plus = WHO.encode().ljust(16, b"\0"), b"EMF+draw"
    records = struct.pack("<III", 70, 12 + len(note), len(note)) + note
    records += struct.pack("<III", 70, 12 + len(plus), len(plus)) + plus
    return bytes(header) + records + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def wmf():
    note = WHO.encode().ljust(16, b"\0")
    comment = struct.pack("<IHHH", 5 + len(note) // 2, 0x0626, 0x000F, len(note)) + note
    return struct.pack("<HHHIHIH", 1, 9, 0x300, 40, 0, 20, 0) + comment + struct.pack("<IH", 3, 0)


def svg():
    packed = base64.b64encode(photo()).decode()
    return f"""<?xml version="1.0"?><!-- {WHO} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" xmlns:s="urn:s" s:docname="/home/{WHO}">
<metadata><s:who>{WHO}</s:who></metadata><title>{WHO}</title><script>alert("{WHO}")</script>
<g onclick="{WHO}"><path d="M0 0L9 9" fill="url(#a)"/></g>tail<s:view name="{WHO}"/>
<image x:href="data:image/jpeg;base64,{packed}"/><image href="https://{WHO}/"/><style>@import "{WHO}"</style>
</svg>""".encode()


def kept_of(name, content):
    before = docx(**{f"word/media/{name}": content})
    return zipfile.ZipFile(io.BytesIO(cleaned(upload("ohje.docx", before)).content)).read(f"word/media/{name}")


@pytest.mark.parametrize(
    ("name", "content"),
    [("image1.gif", gif()), ("image1.emf", emf()), ("image1.wmf", wmf()), ("image1.svg", svg())],
    ids=["gif", "emf", "wmf", "svg"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_who_made_a_drawing_is_taken_out(name, content, packed):
    forms = (WHO.encode(), WHO.encode("utf-16-le"))

    after = kept_of(name, gzip.compress(content) if packed else content)

    told_after = gzip.decompress(after) if packed else after
    assert any(form in content for form in forms)
    assert [form for form in forms if form in told_after] == []


def test_a_moving_picture_moves_as_before():
    after = Image.open(io.BytesIO(kept_of("image1.gif", gif())))

    assert (after.n_frames, after.info["duration"], after.info["loop"]) == (2, 90, 0)


def test_what_is_drawn_stays():
    lines, drawing = emf(), etree.fromstring(kept_of("image1.svg", svg()))
    after = kept_of("image1.emf", lines)

    assert (len(after), b"EMF+draw" in after) == (len(lines), True)
    assert [etree.QName(one).localname for one in drawing.iter()] == ["svg", "g", "path", "image", "image"]
    assert drawing.find(".//{*}path").attrib == {"d": "M0 0L9 9", "fill": "url(#a)"}
    [packed, fetched] = drawing.findall("{*}image")
    within = base64.b64decode(packed.get("{http://www.w3.org/1999/xlink}href").partition(",")[2])
    assert (told(within), dict(fetched.attrib)) == ((None, None), {})


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg'>", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='x'/>",
     emf()[:130], emf()[:50], wmf()[:30], b"GIF89a???", gzip.compress(gzip.compress(svg())), gzip.compress(svg())[:99]],
    ids=["svg", "entities", "emf", "header", "wmf", "gif", "packed twice", "half"],
)  # fmt: skip
def test_a_drawing_that_cannot_be_looked_through_is_refused(content):
    with pytest.raises(Refused, match="file_broken"):
        kept_of("image1", content)


def test_the_table_behind_a_chart_is_cleaned_too():
    core = f"<x:coreProperties><dc:creator>{WHO}</dc:creator></x:coreProperties>"
    table = packed_of({"xl/workbook.xml": "<x/>", "docProps/core.xml": core, "xl/media/image1.jpeg": photo()})
    slides = packed_of({"ppt/presentation.xml": "<x/>", "ppt/embeddings/taulukko.xlsx": table})

    kept = zipfile.ZipFile(io.BytesIO(cleaned(upload("esitys.pptx", slides)).content))

    inner = zipfile.ZipFile(io.BytesIO(kept.read("ppt/embeddings/taulukko.xlsx")))
    assert WHO.encode() not in inner.read("docProps/core.xml")
    assert told(inner.read("xl/media/image1.jpeg")) == (None, None)


def test_documents_within_documents_are_not_looked_through_without_end():
    inner = packed_of({"xl/workbook.xml": "<x/>"})
    for _deep in range(3):
        inner = packed_of({"word/document.xml": "<x/>", "word/embeddings/sisempi.docx": inner})

    with pytest.raises(Refused) as refused:
        cleaned(upload("sipuli.docx", inner))

    assert refused.value.code == "file_too_big"


@pytest.mark.parametrize(
    "broken", [photo("PNG")[:60], b"\xff\xd8\xff\xe1\x00\x08Exif..ei merkkia"], ids=["png", "jpeg"]
)
def test_a_picture_too_broken_to_be_cleaned_is_refused(broken):
    with pytest.raises(Refused) as refused:
        cleaned(upload("ohje.docx", docx(**{"word/media/image1.png": broken})))

    assert refused.value.code == "file_broken"


def test_what_the_camera_added_is_taken_out():
    file = cleaned(upload("kuva.jpg", picture()))

    shown = Image.open(io.BytesIO(file.content))
    assert (file.name, shown.size, dict(shown.getexif())) == ("kuva.webp", (40, 30), {})


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("ohje.pdf", b"<html><script>alert(1)</script>", "file_unknown"),
        ("kuva.svg", b"<svg onload='alert(1)'/>", "file_unknown"),
        ("ohjelma.txt", b"MZ\x00\x01", "file_unknown"),
        ("tyhja.txt", b"", "file_unknown"),
        ("rikki.pdf", b"%PDF-1.7 ja loput puuttuu", "file_broken"),
        ("rikki.docx", b"PK\x03\x04 ja loput puuttuu", "file_broken"),
        ("makro.docx", docx(**{"word/vbaProject.bin": "x"}), "file_unknown"),
        ("iso.txt", b"a" * (LARGEST + 1), "file_too_big"),
    ],
)
def test_what_is_in_it_decides_and_not_its_name(name, content, code):
    with pytest.raises(Refused) as refusal:
        cleaned(upload(name, content))

    assert refusal.value.code == code


def test_a_name_plays_no_tricks():
    assert cleaned(upload("a\u202etxt.exe", b"teksti")).name == "a txt.txt"
