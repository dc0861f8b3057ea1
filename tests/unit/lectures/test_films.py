import io

import av
import pytest
from PIL import Image

from coaching.core.errors import Refused
from coaching.lectures import films
from coaching.lectures.films import Film
from tests.unit.lectures.conftest import make_film


def test_a_film_tells_its_length_and_kind(film_bytes):
    assert films.look_into(io.BytesIO(film_bytes), "luento.MP4") == Film(2.0, True, "video/mp4")


def test_a_sound_recording_has_no_picture():
    out = io.BytesIO()
    with av.open(out, "w", "mp4") as container:
        stream = container.add_stream("aac", 16_000, layout="mono")
        frame = av.AudioFrame("s16", "mono", 16_000)
        frame.planes[0].update(bytes(32_000))
        frame.sample_rate = 16_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode())

    assert films.look_into(io.BytesIO(out.getvalue()), "puhe.m4a").content_type == "audio/mp4"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"%PDF-1.7 not a film", "luento.mp4", "not_a_film"),
        (b"", "luento.mp4", "not_a_film"),
        (b"MZ", "luento.exe", "not_a_film"),
    ],
)
def test_what_is_not_a_film_is_refused(data, name, code):
    with pytest.raises(Refused) as refusal:
        films.look_into(io.BytesIO(data), name)

    assert refusal.value.code == code


def test_a_film_cut_short_is_refused(film_bytes):
    with pytest.raises(Refused) as refusal:
        films.look_into(io.BytesIO(film_bytes[: len(film_bytes) // 2]), "luento.mp4")

    assert refusal.value.code == "not_a_film"


def test_a_film_that_browsers_do_not_play_is_refused_by_its_codec():
    with pytest.raises(Refused) as refusal:
        films.look_into(io.BytesIO(make_film(codec="mpeg4")), "luento.mp4")

    assert refusal.value.code == "unplayable"
    assert "MPEG4" in str(refusal.value.message)


def test_a_poster_is_a_picture_of_the_film(film_bytes):
    picture = Image.open(io.BytesIO(films.poster(io.BytesIO(film_bytes))))

    assert (picture.format, picture.size) == ("JPEG", (64, 36))


class Part:
    """A piece as an upload keeps it."""

    def __init__(self, offset, data):
        self.offset, self.size, self.file = offset, len(data), _File(data)


class _File(io.BytesIO):
    def open(self, mode):
        self.seek(0)

    def close(self):
        pass


def test_pieces_read_as_one_file():
    joined = films.Joined([Part(0, b"abc"), Part(3, b"de"), Part(5, b"fghi")])

    whole, at = joined.read(), joined.seek(-5, io.SEEK_END)
    assert (whole, at, joined.read(3), joined.tell(), joined.seek(2), joined.read(2)) == (
        b"abcdefghi",
        4,
        b"efg",
        7,
        2,
        b"cd",
    )


def test_a_film_in_pieces_plays_as_the_whole(film_bytes):
    parts = [Part(start, film_bytes[start : start + 100]) for start in range(0, len(film_bytes), 100)]

    with films.Joined(parts) as joined:
        assert films.look_into(joined, "luento.mp4").duration == 2.0


def test_a_list_of_other_files_is_never_opened(film_bytes, tmp_path, monkeypatch):
    """Such a list would make the server read what it names and show it as the film's picture."""
    (tmp_path / "somebody_elses.mp4").write_bytes(film_bytes)
    monkeypatch.chdir(tmp_path)
    playlist = io.BytesIO(b"ffconcat version 1.0\nfile somebody_elses.mp4\nduration 10\n")

    with pytest.raises(Refused) as refusal:
        films.look_into(playlist, "film.mp4")

    assert refusal.value.code == "not_a_film"
