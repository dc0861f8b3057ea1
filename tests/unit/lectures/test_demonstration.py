import io

import av
from django.core.management import call_command

from coaching.lectures import captions, demonstration
from coaching.lectures.models import Recording


def _make():
    out = io.StringIO()
    call_command("make_demo_recordings", stdout=out, stderr=out)
    return out.getvalue().splitlines()


def test_every_row_without_a_file_gets_a_real_film_once(waiting, monkeypatch):
    monkeypatch.setattr(demonstration, "CUE", 1)

    made = [_make(), _make()]

    recording = Recording.objects.get()
    assert made == [["Kohtaaminen"], []]
    assert (recording.state, recording.has_captions, recording.duration) == ("published", True, 6.0)
    with recording.file.open() as file, av.open(file) as container:
        assert [stream.codec_context.name for stream in container.streams] == ["h264", "aac"]


def test_the_film_is_the_same_every_time(waiting, monkeypatch):
    monkeypatch.setattr(demonstration, "CUE", 1)
    said = demonstration.lines(waiting)[:2]

    assert demonstration.film(waiting, said) == demonstration.film(waiting, said)


def test_the_index_comes_first_so_that_playing_begins_at_once(waiting, monkeypatch):
    monkeypatch.setattr(demonstration, "CUE", 1)

    film = demonstration.film(waiting, ["Hei"])

    assert film.index(b"moov") < film.index(b"mdat")


def test_the_captions_are_true_captions(waiting):
    said = demonstration.lines(waiting)

    text = captions.checked(demonstration.captions(said).encode())

    assert [cue.text for cue in captions.cues(text)] == said
    assert captions.transcript(text)[0].text.startswith("[Pehmeä kello soi.]")


def test_a_language_without_words_is_left_alone(waiting):
    Recording.objects.update(language="sms")

    assert len(_make()) == 1
    assert Recording.objects.get().state == "missing"
