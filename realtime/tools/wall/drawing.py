"""A wall as one picture: each heading's notes in columns, as wide as it is high, more or less."""

import io
import math
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image, ImageDraw

from realtime.tools.wall.lettering import Lettering
from realtime.tools.wall.models import Note

WIDTH, GAP, PADDING, PICTURE = 300, 20, 14, 200
MOST_DOTS = 20_000_000
SHARP, LOWEST = 2, 700
PAPER, INK, MUTED, EDGE = "#faf6ee", "#1c2b27", "#4a5751", "#b9beb6"
COLOURS = {"yellow": "#fdebcb", "green": "#dfeae2", "blue": "#dfedf3", "rose": "#fbe3de", "white": "#fffdf8"}


class Letters:
    """The letterings of one picture at a scale."""

    def __init__(self, scale):
        self.note, self.heading = Lettering(round(15 * scale)), Lettering(round(17 * scale), 750)
        self.foot, self.title = Lettering(round(13 * scale), 500), Lettering(round(26 * scale), 800)


@dataclass
class Block:
    """A heading, or a note with its colour: lines by their lettering, and a picture above them."""

    told: list
    colour: str = ""
    picture: object = None
    height: int = 0


@dataclass
class Columns:
    """Blocks in columns, each as high as ``most`` if it can be; a heading that goes on is said again."""

    most: int
    gap: int
    columns: list = field(default_factory=list)

    def begin(self, heading):
        self.heading = heading
        self.columns.append([heading] if heading else [])

    def put(self, block):
        column = self.columns[-1]
        if column and column != [self.heading] and self.height(column) + block.height > self.most:
            self.begin(self.heading)
        self.columns[-1].append(block)

    def height(self, column):
        return sum(block.height + self.gap for block in column)


def draw(shown, wall):
    """The PNG of a wall in plain columns, as bytes: as sharp as its size allows."""
    pictured = {note.pk: note for note in Note.objects.shown().filter(wall=wall).exclude(picture="")}
    rough = _laid_out(shown, pictured, 1)
    width, height = _size(rough, 1)
    scale = min(SHARP, math.sqrt(MOST_DOTS / (width * height)))
    return _drawn(_laid_out(shown, pictured, scale), _head(shown, wall), scale)


def _laid_out(shown, pictured, scale):
    letters = Letters(scale)
    groups = [
        (_heading(column["text"], letters, scale), [_note(note, pictured, letters, scale) for note in column["notes"]])
        for column in shown["columns"]
        if column["notes"] or column["heading"]
    ]
    gap = round(GAP * scale / 2)
    in_all = sum(block.height + gap for _heading, notes in groups for block in notes)
    columns = Columns(max(round(LOWEST * scale), round(math.sqrt(in_all * WIDTH * scale))), gap)
    for heading, notes in groups:
        columns.begin(heading)
        for note in notes:
            columns.put(note)
    return columns


def _heading(text, letters, scale):
    lines = letters.heading.lines(text, round(WIDTH * scale)) if text else []
    return Block([(letters.heading, lines, INK)], height=letters.heading.line * len(lines)) if lines else None


def _note(note, pictured, letters, scale):
    inside, above = round((WIDTH - 2 * PADDING) * scale), 0
    picture = pictured.get(note["note"])
    if picture:
        picture, above = _picture(picture, inside, scale), round((PICTURE + PADDING) * scale)
    words = f"[{note['picture']}]" if note["picture"] else ""
    told = [
        (letters.note, letters.note.lines(note["text"], inside), INK),
        (letters.foot, letters.foot.lines(words, inside), MUTED),
        (letters.foot, letters.foot.lines(_foot(note), inside), MUTED),
    ]
    words_high = sum(lettering.line * len(lines) for lettering, lines, _colour in told)
    return Block(told, COLOURS[note["colour"]], picture, round(2 * PADDING * scale) + above + words_high)


def _foot(note):
    likes = ngettext("%(n)d like", "%(n)d likes", note["likes"]) % {"n": note["likes"]} if note["likes"] else ""
    dots = ngettext("%(n)d dot", "%(n)d dots", note["dots"]) % {"n": note["dots"]} if note["dots"] else ""
    return " · ".join(part for part in (note["name"], _(note["colour"]), likes, dots) if part)


def _picture(note, width, scale):
    with note.small_picture.open() as stored, Image.open(stored, formats=["WEBP"]) as image:
        small = image.convert("RGBA")
    small.thumbnail((width, round(PICTURE * scale)))
    return small


def _head(shown, wall):
    """(title, question, where and when)"""
    session = wall.room.session
    day = date_format(localtime(wall.opened_at), "SHORT_DATE_FORMAT")
    count = ngettext("%(n)d note", "%(n)d notes", shown["count"]) % {"n": shown["count"]}
    return shown["title"], shown["question"], f"{session.title} · {day} · {count}"


def _size(columns, scale):
    many = max(2, len(columns.columns))
    width = round((GAP + many * (WIDTH + GAP)) * scale)
    return width, max([columns.height(column) for column in columns.columns], default=0) + round(GAP * scale)


def _drawn(columns, head, scale):
    width, height = _size(columns, scale)
    gap, letters = round(GAP * scale), Letters(scale)
    title, question, place = head
    told = [
        (letters.title, letters.title.lines(title, width - 2 * gap), INK),
        (letters.heading, letters.heading.lines(question, width - 2 * gap), INK),
        (letters.foot, letters.foot.lines(place, width - 2 * gap), MUTED),
    ]
    top = 2 * gap + sum(lettering.line * len(lines) for lettering, lines, _colour in told)
    image = Image.new("RGB", (width, top + height), PAPER)
    onto = ImageDraw.Draw(image)
    _write(onto, (gap, gap), told)
    for number, column in enumerate(columns.columns):
        left, y = gap + number * (round(WIDTH * scale) + gap), top
        for block in column:
            _draw_block(image, onto, (left, y), block, scale)
            y += block.height + columns.gap
    kept = io.BytesIO()
    image.save(kept, "PNG", compress_level=4)
    return kept.getvalue()


def _draw_block(image, onto, at, block, scale):
    left, top = at
    if block.colour:
        corner = (left + round(WIDTH * scale), top + block.height)
        onto.rounded_rectangle((at, corner), round(6 * scale), block.colour, EDGE)
        left, top = left + round(PADDING * scale), top + round(PADDING * scale)
    if block.picture:
        image.paste(block.picture, (left, top), block.picture)
        top += round((PICTURE + PADDING) * scale)
    _write(onto, (left, top), block.told)


def _write(onto, at, told):
    left, top = at
    for lettering, lines, colour in told:
        lettering.draw(onto, (left, top), lines, colour)
        top += lettering.line * len(lines)
