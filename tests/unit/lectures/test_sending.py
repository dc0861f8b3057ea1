import dataclasses
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.lectures.actions import sending
from coaching.lectures.export import forget_sent, sent_by
from coaching.lectures.models import Recording, Upload, UploadPart, Watching
from coaching.lectures.tasks import prepare


@pytest.fixture
def begun(coach, waiting, film_bytes):
    """An upload with nothing in it yet."""
    return sending.start(by=coach, recording=waiting, name="luento.mp4", size=len(film_bytes), changed=7)


def _files():
    return [path for folder in ("recordings", "uploads") if default_storage.exists(folder) for path in _under(folder)]


def _under(folder):
    folders, files = default_storage.listdir(folder)
    return [f"{folder}/{file}" for file in files] + [path for sub in folders for path in _under(f"{folder}/{sub}")]


def _refusal(deed, *args, **values):
    with pytest.raises(Refused) as refusal:
        deed(*args, **values)
    return refusal.value.code


def test_pieces_make_a_film_with_length_and_poster(coach, begun, film_bytes, django_capture_on_commit_callbacks):
    half = len(film_bytes) // 2
    sending.take_piece(upload=begun, offset=0, data=film_bytes[:half])
    sending.take_piece(upload=begun, offset=half, data=film_bytes[half:])

    with django_capture_on_commit_callbacks(execute=True):
        sending.finish(by=coach, upload=begun)

    recording = Recording.objects.get()
    assert (recording.state, recording.duration, recording.content_type) == ("unpublished", 2.0, "video/mp4")
    with recording.file as file, recording.poster as poster:
        assert (file.read(), poster.read(3)) == (film_bytes, b"\xff\xd8\xff")
    assert sorted(_files()) == sorted([recording.file.name, recording.poster.name])


@pytest.mark.parametrize("offset", [-1, 1, 50])
def test_a_foreign_place_is_refused_and_nothing_kept(begun, film_bytes, offset):
    code = _refusal(sending.take_piece, upload=begun, offset=offset, data=film_bytes[:50])

    assert (code, UploadPart.objects.count(), _files()) == ("wrong_place", 0, [])


def test_the_same_piece_again_is_not_kept_twice(begun, film_bytes):
    upload = sending.take_piece(upload=begun, offset=0, data=film_bytes[:50])

    assert _refusal(sending.take_piece, upload=upload, offset=0, data=film_bytes[:50]) == "wrong_place"
    assert Upload.objects.get().received == 50


def test_the_same_piece_twice_at_once_is_kept_once(begun, film_bytes):
    elsewhere = Upload.objects.get()
    sending.take_piece(upload=begun, offset=0, data=film_bytes[:50])

    upload = sending.take_piece(upload=elsewhere, offset=0, data=film_bytes[:50])

    assert (upload.received, UploadPart.objects.count(), len(_files())) == (50, 1, 1)


def test_more_than_promised_is_refused(begun, film_bytes):
    assert _refusal(sending.take_piece, upload=begun, offset=0, data=film_bytes + b"x") == "piece_too_large"


def test_the_same_file_goes_on_from_where_it_was(coach, waiting, begun, film_bytes):
    sending.take_piece(upload=begun, offset=0, data=film_bytes[:50])
    same = {"by": coach, "recording": waiting, "name": "luento.mp4", "size": len(film_bytes)}

    assert sending.start(**same, changed=7).received == 50
    assert sending.start(**same, changed=8).received == 0


def test_nobody_goes_on_with_anothers_file(organiser, waiting, begun, film_bytes):
    sending.take_piece(upload=begun, offset=0, data=film_bytes[:50])

    upload = sending.start(by=organiser, recording=waiting, name="luento.mp4", size=len(film_bytes), changed=7)

    assert upload.received == 0


def test_half_a_file_is_not_finished(coach, begun, film_bytes):
    sending.take_piece(upload=begun, offset=0, data=film_bytes[:50])

    assert _refusal(sending.finish, by=coach, upload=begun) == "not_whole"
    assert Upload.objects.get().received == 50


def test_what_is_not_a_film_is_refused_and_thrown_away(coach, waiting, django_capture_on_commit_callbacks):
    file = SimpleUploadedFile("luento.mp4", b"%PDF-1.7 slides")

    with django_capture_on_commit_callbacks(execute=True):
        code = _refusal(sending.send_whole, by=coach, recording=waiting, file=file)

    assert (code, Upload.objects.count(), _files(), Recording.objects.get().state) == ("not_a_film", 0, [], "missing")


@pytest.mark.parametrize(
    ("name", "size", "code"),
    [
        ("luento.exe", 10, "not_a_film"),
        ("luento", 10, "not_a_film"),
        ("luento.mp4", 0, "empty"),
        ("luento.mp4", 1024 * 1024 + 1, "too_large"),
        ("asiakas 131052-308T.mp4", 10, "identity_code"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_a_byte(settings, coach, waiting, name, size, code):
    settings.CONFIG = dataclasses.replace(settings.CONFIG, upload_megabytes=1)

    assert _refusal(sending.start, by=coach, recording=waiting, name=name, size=size) == code
    assert Upload.objects.count() == 0


def test_finishing_again_changes_nothing(coach, begun, film_bytes):
    upload = sending.take_piece(upload=begun, offset=0, data=film_bytes)
    sending.finish(by=coach, upload=upload)
    first = Recording.objects.get().file.name

    sending.finish(by=coach, upload=Upload.objects.get())
    prepare.call(str(upload.pk))

    assert Recording.objects.get().file.name == first


def test_a_new_file_takes_the_place_of_the_old(
    coach, participant, recording, film_file, django_capture_on_commit_callbacks
):
    old = recording.file.name
    Watching.objects.create(person=participant, recording=recording, seen=[[0, 50]], covered=50, position=50)

    with django_capture_on_commit_callbacks(execute=True):
        sending.send_whole(by=coach, recording=recording, file=film_file)

    new = Recording.objects.get()
    assert (new.state, new.file.name != old, default_storage.exists(old)) == ("published", True, False)
    assert Watching.objects.values_list("seen", "covered", "position").get() == ([], 0, 0)


def test_a_failing_preparation_tells_what_to_do(coach, begun, film_bytes, caplog):
    upload = sending.take_piece(upload=begun, offset=0, data=film_bytes)
    Recording.objects.update(preparing_since=timezone.now())
    upload.parts.get().file.storage.delete(upload.parts.get().file.name)

    with pytest.raises(FileNotFoundError):
        prepare.call(str(upload.pk))

    recording = Recording.objects.get()
    assert (recording.state, recording.trouble != "") == ("missing", True)
    assert [record.message for record in caplog.records] == [f"Preparing recording {recording.pk} failed."]


def test_forgotten_uploads_are_swept_away(coach, waiting, begun):
    Upload.objects.update(touched_at=timezone.now() - timedelta(days=4))

    sending.start(by=coach, recording=waiting, name="toinen.mp4", size=10)

    assert list(Upload.objects.values_list("name", flat=True)) == ["toinen.mp4"]


def test_a_person_takes_out_what_they_are_sending_and_it_is_forgotten(coach, begun):
    assert [row["file"] for row in sent_by(coach)] == ["luento.mp4"]

    forget_sent(coach)

    assert sent_by(coach) == []
