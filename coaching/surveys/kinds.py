"""The kinds of items: reading what a form sends, and the codes and labels of the answers.

``settings`` by kind: single and multiple have ``choices`` [{key, text}]; a scale has ``steps`` with ``low`` and
``high`` or with ``labels`` (shown as numbers when ``numbered``), and may allow ``cannot_say``; a number has
``lowest``, ``highest``, ``unit``; a matrix has ``areas`` [{key, text, help}] and ``levels`` [text].

Answers are kept as a key, a list of keys, a step or "cannot_say", a number, an ISO date, a text, or {area: level}.
Steps and levels count from 1.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coaching.core.fields import refuse_identity_codes

CANNOT_SAY = "cannot_say"
LONGEST = 4_000


class Wrong(Exception):
    """An answer that cannot be kept; the message is for the person."""


def read(item, data):
    """The answer to this item in the form's data, None when there is none; Wrong in words."""
    return _READERS[item.kind](item, data)


def _single(item, data):
    value = data.get(item.name, "")
    return _known(value, [choice["key"] for choice in item.settings["choices"]]) if value else None


def _multiple(item, data):
    keys = [choice["key"] for choice in item.settings["choices"]]
    chosen = {_known(value, keys) for value in data.getlist(item.name) if value}
    return [key for key in keys if key in chosen] or None


def _scale(item, data):
    value = data.get(item.name, "")
    if not value or (value == CANNOT_SAY and item.settings.get("cannot_say")):
        return value or None
    return int(_known(value, [str(step) for step in steps(item)]))


def _number(item, data):
    text = data.get(item.name, "").strip().replace(",", ".").replace("\u2212", "-")
    if not text:
        return None
    try:
        value = float(text)
        value = int(value) if value.is_integer() else value
    except (ValueError, OverflowError):
        raise Wrong(_("Please write a number.")) from None
    lowest, highest = item.settings.get("lowest"), item.settings.get("highest")
    if value != value or (lowest is not None and value < lowest) or (highest is not None and value > highest):
        if lowest is not None and highest is not None:
            raise Wrong(_("Please write a number from {lowest} to {highest}.").format(lowest=lowest, highest=highest))
        raise Wrong(_("The number is too small or too large."))
    return value


def _date(item, data):
    text = data.get(item.name, "").strip()
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise Wrong(_("Please write the date as day, month and year.")) from None


def _text(item, data):
    text = data.get(item.name, "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise Wrong(_("The text is too long: at most {most} signs.").format(most=LONGEST))
    try:
        refuse_identity_codes(text)
    except ValidationError as error:
        raise Wrong(" ".join(error.messages)) from None
    return text or None


def _matrix(item, data):
    levels = [str(step) for step in steps(item)]
    given = {area["key"]: data.get(f"{item.name}-{area['key']}", "") for area in item.settings["areas"]}
    return {area: int(_known(value, levels)) for area, value in given.items() if value} or None


_READERS = {
    "single": _single,
    "multiple": _multiple,
    "scale": _scale,
    "number": _number,
    "date": _date,
    "text": _text,
    "matrix": _matrix,
}


def _known(value, values):
    if value not in values:
        raise Wrong(_("Please choose one of the answers on the page."))
    return value


def steps(item):
    """The steps of a scale or the levels of a matrix, as numbers."""
    count = len(item.settings["levels"]) if item.kind == "matrix" else item.settings["steps"]
    return range(1, count + 1)


def step_labels(item):
    """{step: texts or {}} of a scale or a matrix: every step that has words of its own."""
    if item.kind == "matrix":
        return dict(enumerate(item.settings["levels"], start=1))
    told = item.settings.get("labels") or []
    last = item.settings["steps"]
    ends = {1: item.settings.get("low"), last: item.settings.get("high")}
    return {step: (told[step - 1] if told else ends.get(step)) or {} for step in steps(item)}


def parts(item):
    """[(key of the part, its texts or None)]: a matrix has one for each area, any other kind a single one."""
    if item.kind == "matrix":
        return [(area["key"], area["text"]) for area in item.settings["areas"]]
    return [("", None)]


def part_of(item, value, part):
    """The part of an answer: the level of an area, or the whole answer."""
    return (value or {}).get(part) if item.kind == "matrix" else value


def codes(item):
    """{code: texts} of the answers of a part of this item, in order; empty for numbers, dates and texts."""
    if item.kind in ("single", "multiple"):
        return {number: choice["text"] for number, choice in enumerate(item.settings["choices"], start=1)}
    if item.is_graded:
        return step_labels(item)
    return {}


def code_of(item, value):
    """The number a chosen key or step is told as in tables; None for "cannot say" and what has no code."""
    if item.kind in ("single", "multiple"):
        return [choice["key"] for choice in item.settings["choices"]].index(value) + 1
    return value if item.is_graded and value != CANNOT_SAY else None
