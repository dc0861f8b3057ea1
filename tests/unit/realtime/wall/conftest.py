"""Walls, notes and pictures to try."""

import io

import pytest
from PIL import Image

from realtime.tools.wall import actions, notes


@pytest.fixture
def make_wall(room, coach):
    """make_wall(**values) → a wall on which everyone sees the notes, unless told."""

    def make(**values):
        asked = {"title": "Seinä", "question": "Mikä toimi?", "names": "shown", "dots": 2, "phase": "revealed"}
        return actions.put_up_wall(by=coach, room=room, **asked | values)

    return make


@pytest.fixture
def write(room, participant):
    """write(wall, text, **values) → a note, the participant's unless told."""

    def make(wall, text, by=participant, **values):
        return notes.write_note(by=by, room=room, wall=wall.pk, text=text, colour="yellow", **values)

    return make


@pytest.fixture
def photo():
    """A JPEG with a place and a camera in it, as a phone makes them."""
    exif = Image.Exif()
    exif[0x010F] = "Paljastava Kamera"
    kept = io.BytesIO()
    Image.new("RGB", (2400, 1200), "teal").save(kept, "JPEG", exif=exif)
    return kept.getvalue()
