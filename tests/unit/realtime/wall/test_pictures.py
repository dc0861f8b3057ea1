"""Pictures on notes."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from realtime.models import Note
from realtime.projector import token_for
from realtime.tools.wall import actions, notes
from tests.unit.realtime.wall.ways import at


@pytest.fixture
def pictured(room, make_wall, signed_in, participant, photo):
    """A note with a picture, on a wall where notes are not shown yet."""
    wall = make_wall(phase="write")
    upload = SimpleUploadedFile("IMG 131052-308T.jpg", photo, "image/jpeg")
    form = {"text": "", "colour": "white", "picture": upload, "picture_words": "Kahvikuppi"}
    response = signed_in(participant).post(
        at("write_note", room, wall.pk), form, headers={"Accept": "application/json"}
    )
    assert response.status_code == 201, response.content
    return Note.objects.get()


def test_a_picture_is_made_anew_with_nothing_hidden_in_it(pictured):
    with Image.open(pictured.picture.path) as large, Image.open(pictured.small_picture.path) as small:
        assert (large.format, large.size, small.size) == ("WEBP", (1600, 800), (480, 240))
        assert dict(large.getexif()) == {}
    with pictured.picture.open() as stored:
        assert b"Paljastava" not in stored.read()
    assert "131052" not in pictured.picture.name


def test_a_picture_is_seen_by_those_who_see_the_note(
    pictured, room, client, coach, developer_client, stranger, signed_in
):
    address = at("note_picture", room, pictured.pk)
    screen = reverse("realtime:screen_picture", args=[token_for(room), pictured.pk])

    assert [signed_in(who).get(address).status_code for who in (coach, developer_client, stranger)] == [200, 404, 404]
    assert client.get(screen).status_code == 404
    actions.reveal_wall(by=coach, room=room, wall=pictured.wall_id)
    assert [signed_in(who).get(address).status_code for who in (developer_client, stranger)] == [200, 404]
    client.logout()
    assert (client.get(screen).status_code, client.get(address).status_code) == (200, 302)


@pytest.mark.parametrize(
    ("content", "words", "field"), [(b"<svg onload=...>", "Kuva", "picture"), (None, "", "picture_words")]
)
def test_what_is_no_picture_or_is_not_described_is_refused(
    content, words, field, room, make_wall, signed_in, participant, photo
):
    upload = SimpleUploadedFile("kuva.jpg", content or photo, "image/jpeg")
    form = {"text": "Teksti säilyy", "colour": "white", "picture": upload, "picture_words": words}
    response = signed_in(participant).post(at("write_note", room, make_wall().pk), form)

    assert (response.status_code, list(response.context["note_form"].errors)) == (422, [field])
    assert "Teksti säilyy" in response.content.decode()


def test_a_picture_of_too_many_dots_is_refused(room, make_wall, signed_in, participant):
    kept = io.BytesIO()
    Image.new("1", (5000, 5001)).save(kept, "PNG")
    upload = SimpleUploadedFile("kuva.png", kept.getvalue(), "image/png")
    form = {"text": "", "colour": "white", "picture": upload, "picture_words": "Tyhjää"}

    response = signed_in(participant).post(at("write_note", room, make_wall().pk), form)

    assert (response.status_code, list(response.context["note_form"].errors)) == (422, ["picture"])


def test_a_removed_note_takes_its_picture_along(pictured, room, participant, django_capture_on_commit_callbacks):
    files = [pictured.picture.path, pictured.small_picture.path]
    with django_capture_on_commit_callbacks(execute=True):
        notes.remove_note(by=participant, room=room, note=pictured.pk)

    assert [Path(file).exists() for file in files] == [False, False]
