"""Words on a picture: measured, broken into lines and drawn with the house's own fonts."""

from functools import cached_property

from PIL import ImageFont

from coaching.config import ROOT
from realtime.tools.fields import without_unseen

FONTS = ROOT / "static" / "vendor" / "fonts"
FAMILY = ("nunito-sans-latin.woff2", "nunito-sans-latin-ext.woff2")
NOWHERE = "\uffff"


class Lettering:
    """One size and weight of letters. Signs the fonts lack (emoji, other scripts) are left out: the text has them.

    An object belongs to one thread.
    """

    def __init__(self, size, weight=400):
        self.size = size
        self._fonts = [ImageFont.truetype(FONTS / name, size) for name in FAMILY]
        for font in self._fonts:
            font.set_variation_by_axes([weight])
        self._font_of = {" ": self._fonts[0]}
        self._widths = {}

    @cached_property
    def line(self):
        """The height of a line."""
        return round(self.size * 1.35)

    def lines(self, text, width):
        """The text in lines no wider than that; a word that is wider alone is broken."""
        return [line for paragraph in without_unseen(text).splitlines() for line in self._wrapped(paragraph, width)]

    def _wrapped(self, paragraph, width):
        lines, used, space = [], width, self._width(" ")
        for word in paragraph.split():
            wide = self.width(word)
            if used + space + wide <= width:
                lines[-1] += f" {word}"
                used += space + wide
            else:
                lines += self._broken(word, width) if wide > width else [word]
                used = self.width(lines[-1])
        return lines or [""]

    def _broken(self, word, width):
        parts = [""]
        for sign in word:
            if parts[-1] and self.width(parts[-1] + sign) > width:
                parts.append("")
            parts[-1] += sign
        return parts

    def width(self, text):
        return sum(self._width(sign) for sign in text)

    def _width(self, sign):
        if sign not in self._widths:
            font = self._font(sign)
            self._widths[sign] = font.getlength(sign) if font else 0
        return self._widths[sign]

    def draw(self, onto, at, lines, colour):
        """Write the lines below one another on an ImageDraw."""
        left, top = at
        for number, line in enumerate(lines):
            x = left
            for font, run in self._runs(line):
                onto.text((x, top + number * self.line), run, font=font, fill=colour)
                x += font.getlength(run)

    def _runs(self, line):
        """[(font, signs)], in order."""
        runs = []
        for sign in line:
            font = self._font(sign)
            if runs and (font is None or runs[-1][0] is font):
                runs[-1][1] += sign if font else ""
            elif font:
                runs.append([font, sign])
        return runs

    def _font(self, sign):
        """The first font that has the sign; None when none has."""
        if sign not in self._font_of:
            self._font_of[sign] = next((font for font in self._fonts if _has(font, sign)), None)
        return self._font_of[sign]


def _has(font, sign):
    return bytes(font.getmask(sign)) != bytes(font.getmask(NOWHERE)) or sign.isspace()
