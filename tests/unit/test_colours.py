"""The two palettes have the same names and enough contrast."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
GROUNDS = ["paper", "surface", "sunken"]
TEXTS = {
    "ink": [*GROUNDS, "spruce-soft", "accent-soft", "ok-soft", "danger-soft", "info-soft"],
    "muted": [*GROUNDS, "spruce-soft"],
    "spruce": [*GROUNDS, "spruce-soft"],
    "coffee": [*GROUNDS, "accent-soft"],
    "ok": ["paper", "surface", "ok-soft"],
    "danger": ["paper", "surface", "danger-soft"],
    "info": ["paper", "surface", "info-soft"],
    "on-accent": ["accent", "accent-hover"],
    "on-spruce": ["spruce"],
    "on-danger": ["danger"],
}
CONTROLS = {"edge": GROUNDS, "focus": GROUNDS}


def palette(*names):
    return {name: value for file in names for name, value in COLOUR.findall((CSS / file).read_text())}


LIGHT = palette("tokens.css")
DARK = palette("tokens.css", "dark.css")


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def weak(colours, pairs, least):
    return [
        (front, back)
        for front, backs in pairs.items()
        for back in backs
        if contrast(colours[front], colours[back]) < least
    ]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_4_5_and_the_edges_of_controls_3(colours):
    assert weak(colours, TEXTS, 4.5) == []
    assert weak(colours, CONTROLS, 3) == []


def test_the_dark_palette_has_every_colour_but_the_one_that_stays():
    assert set(LIGHT) - set(palette("dark.css")) == {"on-accent"}


def test_colours_but_black_and_white_are_written_in_the_palettes_only():
    others = [p for p in CSS.rglob("*.css") if p.name not in {"tokens.css", "dark.css", "print.css"}]

    assert [p.name for p in others if re.search(r"#(?!fff;|000;)[0-9a-fA-F]{3,8}\b", p.read_text())] == []
