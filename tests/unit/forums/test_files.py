"""Files to a post: known by what is in them, without who made them, guarded by name, and given to readers alone."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter

from coaching.core.errors import Refused
from coaching.core.registries import personal_data
from forums import actions
from forums.actions.attaching import attach
from forums.files import LARGEST, Cleaned, cleaned
from forums.models import Attachment

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


@pytest.fixture
def attachment(thread):
    attach(thread.posts.get(), [Cleaned("ohje.txt", "txt", b"Ohje")])
    return Attachment.objects.get()


def got(person, attachment, signed_in):
    return signed_in(person).get(attachment.get_absolute_url()).status_code


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


def test_a_reply_takes_files_and_readers_take_them_home(thread, participant, coach, signed_in):
    files = [upload("ohje.pdf", pdf()), upload("kuva.jpg", picture())]
    signed_in(participant).post(reverse("forums:reply", args=[thread.pk]), {"text": "Tässä", "files": files})

    first, _second = Attachment.objects.filter(post__number=2)
    answer = signed_in(coach).get(first.get_absolute_url())
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="ohje.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "files",
    [[("131052-308T.txt", b"teksti")], [("a.exe", b"MZ\x00")], [(f"{number}.txt", b"teksti") for number in range(6)]],
)
def test_a_refused_file_leaves_the_text(thread, participant, signed_in, files):
    sent = {"text": "Tässä", "files": [upload(*file) for file in files]}

    answer = signed_in(participant).post(reverse("forums:reply", args=[thread.pk]), sent)

    assert (answer.status_code, list(answer.context["form"].errors), Attachment.objects.count()) == (422, ["files"], 0)
    assert answer.context["form"]["text"].value() == "Tässä"


@pytest.mark.parametrize("wrong", ["stranger", "evaluator", "outsider", "developer"])
def test_nobody_else_takes_it(request, attachment, signed_in, wrong):
    assert got(request.getfixturevalue(wrong), attachment, signed_in) == 404


def test_with_a_hidden_post_goes_its_file(attachment, participant, colleague, coach, signed_in):
    assert got(colleague, attachment, signed_in) == 200

    actions.hide(by=coach, post=attachment.post, reason="Nimi.")

    assert [got(person, attachment, signed_in) for person in (colleague, participant, coach)] == [404, 200, 200]


def test_a_withheld_answer_s_file_is_withheld(reflection, colleague, participant, signed_in):
    attach(actions.reply(by=colleague, thread=reflection, text="Opin"), [Cleaned("ohje.txt", "txt", b"Ohje")])

    assert got(participant, Attachment.objects.get(), signed_in) == 404


def test_only_its_writer_takes_it_away(attachment, participant, coach, signed_in, django_capture_on_commit_callbacks):
    address = reverse("forums:detach", args=[attachment.pk])
    assert signed_in(coach).post(address).status_code == 403

    with django_capture_on_commit_callbacks(execute=True):
        signed_in(participant).post(address)

    assert (Attachment.objects.count(), attachment.file.storage.exists(attachment.file.name)) == (0, False)


def test_forgetting_takes_the_files_along(attachment, participant):
    assert [file["name"] for file in personal_data["forums"].export(participant)["files"]] == ["ohje.txt"]

    personal_data["forums"].erase(participant)

    assert (Attachment.objects.count(), attachment.post.text) == (0, "Miten te teette?")
