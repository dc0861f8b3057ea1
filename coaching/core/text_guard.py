"""Keep Finnish personal identity codes (henkilötunnus) out of every text people send.

Whoever refuses a text must not store, log or echo what was found: `Found` says only where it
was. Random signs of the right shape pass the full check in about 3 % of cases, so only a fully
valid code is refused and a near miss is a warning.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy as _
from stdnum.fi import hetu

IDENTITY_CODE_REFUSED = _(
    "The text holds a Finnish personal identity code. Take it out and send again; it has not been saved."
)
IDENTITY_CODE_WARNING = _(
    "The text may hold a mistyped Finnish personal identity code. If it does, take it out: a typing error still "
    "points at a person."
)

# Signs that show nothing (Unicode's Default_Ignorable_Code_Point) and so may hide inside a code.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Signs that NFKC turns into 0–9: superscripts, fractions, circled, squared, wide and mathematical numbers.
_ODD_DIGITS = (
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b\u2460-\u24ff\u3200-\u33ff\uff10-\uff19"
    "\U0001d7ce-\U0001d7ff\U0001f100-\U0001f10a\U0001fbf0-\U0001fbf9"
)
# Signs that fold to themselves: ASCII, the Latin letters of our languages, quotation marks, most emoji.
_SETTLED = "\x00-\x7f\u00ab\u00bb\u00c0-\u00ff\u2018-\u201e\u2600-\u27bf\U0001f300-\U0001faff"

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63\uff0d]")
_DROPPED = re.compile(f"[{_UNSEEN}]")
_SIX_DIGITS = re.compile(rf"[0-9](?:[{_UNSEEN}]*[0-9]){{5}}")
_ODD_DIGIT = re.compile(f"[{_ODD_DIGITS}]")
_READS_AS_WRITTEN = re.compile(f"[{_SETTLED}]*")

# An underscore is neither letter nor digit, so a code in a file name (scan_131052….pdf) is seen.
_SHAPE = re.compile(
    r"(?<![^\W_])"
    r"(?P<date>[0-3][0-9][01][0-9]{3})"
    r" ?(?:(?P<separator>[-+A-FU-Ya-fu-y]) ?)?"
    r"(?P<rest>[0-9]{3}[0-9A-Za-z])"
    r"(?![^\W_])"
)
_A_SEPARATOR_OF_EACH_CENTURY = "+-A"


@dataclass(frozen=True)
class Found:
    """A place in the original text; `certain` is a valid code, otherwise a near miss."""

    start: int
    end: int
    certain: bool


def find_identity_codes(text):
    if not _may_hold_one(text):
        return []
    folded, origin = _fold(text)
    found = []
    for match in _SHAPE.finditer(folded):
        certain = _is_valid(match, match["separator"])
        if certain or match["separator"] or _passes_without_separator(match):
            found.append(Found(origin[match.start()], origin[match.end() - 1] + 1, certain))
    return found


def holds_identity_code(text):
    return any(found.certain for found in find_identity_codes(text))


def warns(text):
    return any(not found.certain for found in find_identity_codes(text))


def strings_in(value):
    """Every string in nested lists, tuples, sets and dicts, keys too, in order.

    It keeps its own stack, so that a deeply nested API body cannot exhaust Python's.
    """
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for item in reversed(value.items()):
                waiting += reversed(item)
        elif isinstance(value, (list, tuple, set, frozenset)):
            waiting.extend(reversed(list(value)))


def _is_valid(match, separator):
    # Temporary numbers (900–999) identify real clients too, so they count.
    return bool(separator) and hetu.is_valid(match["date"] + separator + match["rest"], allow_temporary=True)


def _passes_without_separator(match):
    return any(_is_valid(match, separator) for separator in _A_SEPARATOR_OF_EACH_CENTURY)


def _may_hold_one(text):
    """A quick look that lets nearly every ordinary text go without being folded."""
    return bool(_SIX_DIGITS.search(text) or (not _READS_AS_WRITTEN.fullmatch(text) and _ODD_DIGIT.search(text)))


def _fold(text):
    """The text as it reads, and for each of its signs the index in the original it came from.

    Sign by sign, because normalising the whole would lose the indexes and can be made slow.
    """
    if _READS_AS_WRITTEN.fullmatch(text):
        return text, range(len(text))
    pieces = [_fold_sign(sign) for sign in text]
    return "".join(pieces), [index for index, piece in enumerate(pieces) for _sign in piece]


@lru_cache(maxsize=2048)
def _fold_sign(sign):
    return _DROPPED.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", sign)))
