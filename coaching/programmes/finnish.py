"""How Finnish bends a name: enough of it to recognise Virtasen as Virtanen and Lahdella as Lahti.

Errs towards seeing a name: a wrongly masked word costs less than a name that slips out.
"""

import itertools
import re

_CASES = (
    *("", "n", "t", "a", "ä", "ta", "tä", "tta", "ttä", "na", "nä", "ssa", "ssä", "sta", "stä", "lla", "llä"),
    *("lta", "ltä", "lle", "ksi", "kse", "an", "en", "in", "on", "un", "yn", "än", "ön", "han", "hen", "hin", "hon"),
    *("hun", "hyn", "hän", "hön", "seen", "siin", "den", "tten", "iden", "itten", "ien", "jen", "ja", "jä", "ita"),
    *("itä", "illa", "illä", "ilta", "iltä", "ille", "issa", "issä", "ista", "istä", "iksi", "ina", "inä", "ihin"),
    *("ia", "iä", "ten"),
    *("ineen", "neen", "tse"),
)
_OWNERS = ("", "ni", "si", "nsa", "nsä", "mme", "nne", "an", "än", "en")
_TAILS = ("", "kin", "kaan", "kään", "ko", "kö", "han", "hän", "pa", "pä", "s")
ENDINGS = frozenset(map("".join, itertools.product(_CASES, _OWNERS, _TAILS)))
LONGEST_ENDING = max(map(len, ENDINGS))

_LAST_STOP = re.compile(r"^(.*?)(kk|pp|tt|nk|nt|mp|lt|rt|lk|rk|hk|k|p|t)([aeiouyäöå]+)$")
_WEAK = {
    stop: tuple(weak.split(","))
    for stop, weak in [
        *(("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll"), ("rt", "rr")),
        *(("lk", "l,lj"), ("rk", "r,rj"), ("hk", "h"), ("k", ",v,j"), ("p", "v"), ("t", "d")),
    ]
}
_FIRST_STOP = re.compile(r"^(.*?)(ng|mm|nn|ll|rr|k|p|t|d|v)([aeiouyäöå]s|e)$")
_STRONG = {"ng": "nk", "mm": "mp", "nn": "nt", "ll": "lt", "rr": "rt"}
_STRONG |= {"k": "kk", "p": "pp", "t": "tt", "d": "t", "v": "p"}


def stems(name):
    """What case endings are put on: the name itself and its bent stems, in lower case."""
    name = name.lower()
    found = {name}
    for form in {name, *_weakened(name), *_strengthened(name)}:
        found |= {form, *_bent(form)}
    return {stem for stem in found if stem == name or len(stem) >= 3}


def _weakened(name):
    match = _LAST_STOP.match(name)
    if match and match[1]:
        before, stop, vowels = match.groups()
        yield from (before + weak + vowels for weak in _WEAK[stop])


def _strengthened(name):
    """Kangas is Kankaan: names that are weak where others are strong."""
    match = _FIRST_STOP.match(name)
    if match and match[1]:
        yield match[1] + _STRONG[match[2]] + match[3]


def _bent(form):
    if form.endswith("nen"):
        yield from (form[:-3] + "se", form[:-3] + "s")
    elif form.endswith("s"):
        yield from (form[:-1] + end for end in ("kse", "ks", "de", "te", form[-2]))
    elif form.endswith("i"):
        yield from (form[:-1] + "e", form[:-1])
        if form.endswith("si"):
            yield from (form[:-2] + "de", form[:-2] + "te")
    elif form.endswith("e"):
        yield form + "e"
    elif form[-1] not in "aouyäöå":
        yield form + "i"
        if form.endswith("n"):
            yield from (form[:-1] + "me",)
