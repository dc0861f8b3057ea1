"""The fields of a deed: what may stand in them, and the refusal of what may not.

``check`` is for what came as JSON; ``of_form`` makes that of a plain form's texts.
"""

import json
import math
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused

GREATEST = 2**53 - 1
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True)
class Text:
    """``least`` 0: it may be left empty."""

    most: int
    least: int = 1

    def __str__(self):
        return f"text {self.least}–{self.most}"

    def check(self, value):
        if not isinstance(value, str) or not _is_text(value):
            raise wrong_type()
        value = without_unseen(value).strip()
        if len(value) < self.least:
            raise Refused("empty", _("Write something first."))
        if len(value) > self.most:
            raise Refused("too_long", _("The text is too long. Shorten it or send it in two parts."))
        return value

    def of_form(self, values):
        return values[0] if values else ""


@dataclass(frozen=True)
class Integer:
    def __str__(self):
        return "integer"

    def check(self, value):
        if type(value) is not int or not 0 <= value <= GREATEST:
            raise wrong_type()
        return value

    def of_form(self, values):
        return _number(values[0] if values else "")


@dataclass(frozen=True)
class Flag:
    def __str__(self):
        return "true or false"

    def check(self, value):
        if type(value) is not bool:
            raise wrong_type()
        return value

    def of_form(self, values):
        return bool(values) and values[0] not in ("", "0")


@dataclass(frozen=True)
class OneOf:
    words: tuple

    def __str__(self):
        return " or ".join(self.words)

    def check(self, value):
        if value not in self.words:
            raise wrong_type()
        return value

    def of_form(self, values):
        return values[0] if values else ""


@dataclass(frozen=True)
class Answer:
    """What answers a question: a text, a number, or lists of such; the question's kind has the last word."""

    most: int

    def __str__(self):
        return f"data, at most {self.most} signs"

    def check(self, value):
        if not _is_plain(value, depth=3):
            raise wrong_type()
        if value in ("", []):
            raise Refused("empty", _("Answer first."))
        if len(json.dumps(value, ensure_ascii=False)) > self.most:
            raise Refused("too_long", _("The text is too long. Shorten it or send it in two parts."))
        return value

    def of_form(self, values):
        return values


def _number(text):
    """The number a form's field holds; anything else as it came, for the check to refuse."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else text


def _is_plain(value, depth):
    if isinstance(value, list):
        return depth > 0 and all(item is None or _is_plain(item, depth - 1) for item in value)
    if isinstance(value, str):
        return _is_text(value)
    if type(value) is int:
        return abs(value) <= GREATEST
    return type(value) is float and math.isfinite(value)


def without_unseen(text):
    """The text without control signs, which have no shape and no place in XML; lines and tabs stay."""
    return UNSEEN.sub("", text)


def _is_text(value):
    """Whether a database can hold it: no NUL, no half of a surrogate pair."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in value


def wrong_type():
    return Refused("wrong_type", _("What was sent is not of the right kind. Reload the page and try again."))
