"""The columns of a .sav file: their names, types, widths and codes, from the codebook's variables."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from coaching.evaluation.formats.values import by_the_clock

SIGNS_A_TEXT = 32_767  # bytes; the format's own limit
A_SEGMENT = 252  # a text longer than 255 bytes is declared in pieces of this many …
IN_A_SEGMENT = 255  # … and written in pieces of this many
NAME_BYTES = 64
RESERVED = {"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"}
NUMBER, DAY, MOMENT, TEXT = (5 << 16) | (8 << 8), (20 << 16) | (11 << 8), (22 << 16) | (20 << 8), 1 << 16
MEASURES = {"nominal": 1, "ordinal": 2, "scale": 3}
CUT = " … [cut]"
_BEFORE_UNIX = 12_219_379_200  # seconds from 14 October 1582, where SPSS begins to count, to 1970


@dataclass
class Field:
    """One column; ``width`` is 0 for a number and otherwise the bytes of the longest text so far."""

    name: str
    short: str
    variable: object
    width: int = 0

    @property
    def label(self):
        """SPSS shows labels rather than names, so the same question asked again says which round it is: T1, T3."""
        round_ = f"{self.variable.name.partition('_')[0].upper()}: " if self.variable.wave else ""
        return round_ + self.variable.text

    @cached_property
    def is_text(self):
        return not (self.variable.is_number or self.variable.kind in {"boolean", "date", "datetime"})

    @property
    def print_format(self):
        formats = {"date": DAY, "datetime": MOMENT, "decimal": NUMBER | 2}
        return TEXT | (min(self.width, 255) << 8) if self.is_text else formats.get(self.variable.kind, NUMBER)

    @property
    def segments(self):
        """The declared width of each piece the text is written in; one 0 for a number."""
        if self.width <= IN_A_SEGMENT:
            return [self.width]
        pieces = -(-self.width // A_SEGMENT)
        return [IN_A_SEGMENT] * (pieces - 1) + [self.width - (pieces - 1) * A_SEGMENT]

    @property
    def octets(self):
        """How many times eight bytes a value takes."""
        return sum(max(1, -(-width // 8)) for width in self.segments)

    def codes(self, labels):
        """Codes as they stand in the file, with their labels."""
        if self.variable.kind == "boolean":
            return {code == "true": label for code, label in labels.items()}
        return labels

    def value(self, value):
        """A number, or bytes, or None where nothing is known."""
        if value is None or value == "":
            return b"" if self.is_text else None
        if self.is_text:
            return encoded(str(value), SIGNS_A_TEXT)
        if isinstance(value, (date, datetime)):
            return _seconds(value)
        return float(value)


def fields_of(variables):
    """The fields, with names that SPSS takes: some are mended, the meaning stays in the label."""
    taken, found = set(), []
    for number, variable in enumerate(variables, start=1):
        name = _free(_allowed(variable.name), taken)
        taken.add(name.upper())
        field = Field(name, f"V{number:X}", variable)
        field.width = 1 if field.is_text else 0
        for code in (*variable.categories, *variable.missing) if field.is_text else ():
            field.width = max(field.width, len(field.value(code)))
        found.append(field)
    return found


def encoded(text, limit):
    """The text in UTF-8, in at most so many bytes; what is cut says so."""
    data = text.encode("utf-8", "replace")
    if len(data) <= limit:
        return data
    mark = CUT.encode() if limit > 255 else b""
    return data[: limit - len(mark)].decode("utf-8", "ignore").encode() + mark


def _allowed(name):
    """Letters, digits and _ . from a letter on; no reserved word, no more than 64 bytes."""
    name = re.sub(r"[^\w.]", "_", name).rstrip("._") or "v"
    if not name[0].isalpha():
        name = f"v{name}"
    if name.upper() in RESERVED:
        name += "_"
    return encoded(name, NAME_BYTES).decode()


def _free(name, taken):
    """SPSS sees no difference between A and a."""
    free, number = name, 1
    while free.upper() in taken:
        number += 1
        free = encoded(name, NAME_BYTES - len(f"_{number}")).decode() + f"_{number}"
    return free


def _seconds(value):
    """Seconds as the clock in Finland shows them."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    return by_the_clock(value).replace(tzinfo=UTC, microsecond=0).timestamp() + _BEFORE_UNIX
