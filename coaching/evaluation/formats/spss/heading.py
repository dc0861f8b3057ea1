"""The dictionary of a .sav file: everything before the rows, record by record."""

import struct
from datetime import datetime

from coaching.evaluation.formats.spss.fields import MEASURES, encoded

BIAS = 100.0
NOTHING = -1.7976931348623157e308  # how the format writes a number that is not known
_LOWEST = -1.7976931348623155e308
LABEL_BYTES, VALUE_LABEL_BYTES, SHORT = 255, 120, 8
LONGEST_LABELLED = 120  # bytes of a code that may have a label; what people wrote is no code


def heading(fields, rows, title, at=None):
    """The bytes of the dictionary of a file with this many rows."""
    at = at or datetime.now()
    parts = [_first(fields, rows, title, at)]
    parts += [_variable(field) for field in fields]
    parts += [_value_labels(fields)]
    parts += [_extension(3, 4, struct.pack("<8i", 20, 0, 0, -1, 1, 1, 2, 65001))]
    parts += [_extension(4, 8, struct.pack("<3d", NOTHING, -NOTHING, _LOWEST))]
    parts += [_extension(11, 4, _display(fields))]
    parts += [_extension(13, 1, "\t".join(f"{field.short}={field.name}" for field in fields).encode())]
    very_long = [f"{field.short}={field.width:05d}\0\t" for field in fields if len(field.segments) > 1]
    parts += [_extension(14, 1, "".join(very_long).encode())] if very_long else []
    parts += [_extension(16, 8, struct.pack("<2q", 1, rows)), _extension(20, 1, b"UTF-8")]
    parts += _long_texts(fields)
    return b"".join([*parts, struct.pack("<2i", 999, 0)])


def _first(fields, rows, title, at):
    product = b"@(#) SPSS DATA FILE - Digikahvit".ljust(60)
    octets = sum(field.octets for field in fields)
    numbers = struct.pack("<5id", 2, octets, 1, 0, rows, BIAS)
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    made = f"{at:%d} {months[at.month - 1]} {at:%y}{at:%H:%M:%S}".encode()
    return b"$FL2" + product + numbers + made + encoded(title, 64).ljust(64) + bytes(3)


def _variable(field):
    """The record of a column, with one for each further eight bytes, and the same for each further piece."""
    parts = []
    for number, width in enumerate(field.segments):
        short = field.short if number == 0 else f"{field.short}_{number:X}"
        label = encoded(field.label, LABEL_BYTES) if number == 0 else b""
        missing = _missing(field) if number == 0 else []
        shown = field.print_format if len(field.segments) == 1 else (1 << 16) | (width << 8)
        parts.append(struct.pack("<6i", 2, width, bool(label), len(missing), shown, shown) + short.encode().ljust(8))
        if label:
            parts.append(struct.pack("<i", len(label)) + label + bytes(-len(label) % 4))
        parts += missing
        parts += [struct.pack("<6i", 2, -1, 0, 0, 0, 0) + b" " * 8] * (-(-width // 8) - 1)
    return b"".join(parts)


def _missing(field):
    """At most three codes that stand for no answer, where they fit into the record itself."""
    codes = list(field.variable.missing)[:3]
    if not field.is_text:
        return [struct.pack("<d", float(code)) for code in codes]
    return [field.value(code).ljust(8) for code in codes] if field.width <= SHORT else []


def _labels(field):
    if field.width > LONGEST_LABELLED:
        return {}
    return field.codes({**field.variable.labels, **field.variable.missing_labels})


def _value_labels(fields):
    parts, place = [], 1
    for field in fields:
        labels = _labels(field)
        if labels and field.width <= SHORT:
            parts.append(struct.pack("<2i", 3, len(labels)))
            for code, label in labels.items():
                value = field.value(code)
                text = encoded(label, VALUE_LABEL_BYTES)
                parts.append(value.ljust(8) if field.is_text else struct.pack("<d", value))
                parts.append(bytes([len(text)]) + text + bytes(-(len(text) + 1) % 8))
            parts.append(struct.pack("<3i", 4, 1, place))
        place += field.octets
    return b"".join(parts)


def _display(fields):
    """Measure, width and alignment of every piece."""
    parts = []
    for field in fields:
        measure = MEASURES[field.variable.measure]
        for _width in field.segments:
            parts.append(struct.pack("<3i", measure, min(max(field.width, 8), 40), int(not field.is_text)))
    return b"".join(parts)


def _long_texts(fields):
    """Labels and missing values of texts longer than eight bytes have records of their own."""
    labels, missing = [], []
    for field in fields:
        if field.width <= SHORT:
            continue
        name = _counted(field.name.encode())
        if found := _labels(field):
            labels.append(name + struct.pack("<2i", field.width, len(found)))
            for code, label in found.items():
                labels.append(_counted(field.value(code).ljust(field.width)))
                labels.append(_counted(encoded(label, VALUE_LABEL_BYTES)))
        codes = [code for code in map(field.value, field.variable.missing) if len(code) <= SHORT][:3]
        if codes:
            missing.append(name + bytes([len(codes)]) + struct.pack("<i", 8))
            missing += [code.ljust(8) for code in codes]
    found = ((21, labels), (22, missing))
    return [_extension(number, 1, b"".join(parts)) for number, parts in found if parts]


def _counted(data):
    return struct.pack("<i", len(data)) + data


def _extension(number, size, data):
    return struct.pack("<4i", 7, number, size, len(data) // size) + data
