"""A recording with a short real film, and ways to make others."""

import io
from fractions import Fraction

import av
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from coaching.lectures.actions import preparing, shelf
from coaching.lectures.models import Recording

VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nHyvää huomenta.\n\n00:20.000 --> 00:25.000\nPuhutaan luottamuksesta.\n"


def make_film(seconds=2, codec="libx264", ending="mp4"):
    """The bytes of a film of one colour, one picture a second."""
    out = io.BytesIO()
    with av.open(out, "w", ending) as container:
        stream = container.add_stream(codec, 1)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for number in range(seconds):
            frame = av.VideoFrame.from_image(Image.new("RGB", (64, 36), "#1d5548"))
            frame.pts, frame.time_base = number, Fraction(1)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return out.getvalue()


@pytest.fixture(scope="session")
def film_bytes():
    return make_film()


@pytest.fixture
def film_file(film_bytes):
    return SimpleUploadedFile("luento.mp4", film_bytes, "video/mp4")


@pytest.fixture
def waiting(theme):
    """A recording that is still to come."""
    return Recording.objects.create(theme=theme, title="Kohtaaminen", kind=Recording.Kind.PRODUCED)


@pytest.fixture
def ready(waiting, film_bytes):
    """A film, not published."""
    return preparing.adopt(recording=waiting, file=io.BytesIO(film_bytes), name="luento.mp4")


@pytest.fixture
def recording(ready, coach):
    """A published film with captions; its length is told to be 100 s, so that arithmetic is easy."""
    shelf.add_captions(by=coach, recording=ready, language="fi", text=VTT)
    Recording.objects.filter(pk=ready.pk).update(duration=100)
    return shelf.publish(by=coach, recording=Recording.objects.get(pk=ready.pk))
