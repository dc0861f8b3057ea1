"""The rows of a .sav file. They wait on disk until the widest text of each column is known."""

import marshal
import struct
import tempfile

from coaching.evaluation.formats.spss.fields import IN_A_SEGMENT, fields_of
from coaching.evaluation.formats.spss.heading import BIAS, heading

_NUMBER_FOLLOWS, _BLANK, _UNKNOWN = b"\xfd", b"\xfe", b"\xff"
_PIECE = 1024 * 1024


class SavWriter:
    suffix = "sav"
    media_type = "application/x-spss-sav"

    def __init__(self, file, table):
        self._file = file
        self._title = table.title
        self._fields = fields_of(table.variables)
        self._waiting = tempfile.TemporaryFile()  # noqa: SIM115  lives until close
        self._rows = 0

    def write(self, row):
        values = []
        for field in self._fields:
            value = field.value(row[field.variable.name])
            if field.is_text and len(value) > field.width:
                field.width = len(value)
            values.append(value)
        marshal.dump(values, self._waiting)
        self._rows += 1

    def close(self):
        with self._waiting:
            self._waiting.seek(0)
            self._file.write(heading(self._fields, self._rows, self._title))
            packed = Packed(self._file)
            widths = [field.segments if field.is_text else None for field in self._fields]
            for _row in range(self._rows):
                for segments, value in zip(widths, marshal.load(self._waiting), strict=True):  # noqa: S302  our own
                    packed.text(value, segments) if segments else packed.number(value)
                packed.send()
            packed.end()
        self._file.flush()


class Packed:
    """The format's own compression: eight signs that say what the next eight values are, then those not said so."""

    def __init__(self, file):
        self._file = file
        self._signs = bytearray()
        self._values = bytearray()

    def number(self, value):
        if value is None:
            self._signs += _UNKNOWN
        elif value.is_integer() and 1 <= value + BIAS <= 251:
            self._signs.append(int(value + BIAS))
        else:
            self._signs += _NUMBER_FOLLOWS
            self._values += struct.pack("<d", value)

    def text(self, value, segments):
        for number, width in enumerate(segments):
            octets = -(-width // 8)
            piece = value[number * IN_A_SEGMENT : (number + 1) * IN_A_SEGMENT] if len(segments) > 1 else value
            filled = -(-len(piece) // 8)
            self._signs += _NUMBER_FOLLOWS * filled + _BLANK * (octets - filled)
            self._values += piece.ljust(filled * 8)

    def end(self):
        self._signs += bytes(-len(self._signs) % 8)
        self.send(least=0)

    def send(self, least=_PIECE):
        """Whole groups of eight signs with their values go out once they are enough."""
        if len(self._signs) + len(self._values) < least:
            return
        out, at, whole = bytearray(), 0, len(self._signs) // 8 * 8
        for start in range(0, whole, 8):
            signs = self._signs[start : start + 8]
            ends = at + 8 * signs.count(_NUMBER_FOLLOWS)
            out += signs + self._values[at:ends]
            at = ends
        self._file.write(out)
        del self._signs[:whole], self._values[:at]
