"""What the search compares: the roots of words in Finnish, Swedish and English, and any other word as it stands.

Snowball's Finnish stemmer cuts "asiakkaan" to "asiak" and leaves "asiakas"
whole, so each word gives several roots and two words are the same when they
share one. Letters are never folded: ä is not a, and đ, ŋ and ʹ stay.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_STEMMERS = [snowballstemmer.stemmer(language) for language in ("finnish", "swedish", "english")]

_SHORTEST = 3
_CASES = re.compile(
    r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|tt[aä]|n[aä]|t[aä]|[aä]|tten|ten|den|jen|in|n|t)(?:ni|si|ns[aä]|mme|nne)?$"
)
_PARTITIVES = re.compile(r"(?:e?j[aä]|i[aä]|t[aä]|ten)$")
# The ends of words that change when they bend, each brought to one form.
_ENDS = [
    (re.compile(r"(?<=[uy])(?:ks?e?|s|d|t)e?$"), ""),  # luottamus, luottamuksen; osallisuus, osallisuuden
    (re.compile(r"in(?:en|e)?$|ist?e?$"), "is"),  # ihminen, ihmisen, ihmistä
    (re.compile(r"in$"), "im"),  # puhelin, puhelimen
    (re.compile(r"[aä]s$"), ""),  # asiakas, asiakkaan
    (re.compile(r"mm?[aä]?$"), "mp"),  # vanhempi, vanhemman
    (re.compile(r"[ei]$"), ""),  # nuori, nuoren
]
_GRADES = {
    "kk": "k",
    "pp": "p",
    "tt": "t",
    "mm": "mp",
    "nn": "nt",
    "ll": "lt",
    "rr": "rt",
    "ng": "nk",
    "d": "t",
    "v": "p",
}
_LAST_CONSONANTS = re.compile(r"(kk|pp|tt|mm|nn|ll|rr|ng|(?<=[aeiouyäö])[dv])([aeiouyäö]*)$")


def words_of(text):
    """(word, start, end) for each word, the word in small letters and composed signs."""
    for match in _WORD.finditer(text):
        yield unicodedata.normalize("NFC", match[0]).casefold(), match.start(), match.end()


@lru_cache(maxsize=20_000)
def roots_of(word):
    """The forms under which a word is found; the word itself is one of them."""
    stems = {word, *(stemmer.stemWord(word) for stemmer in _STEMMERS)}
    stems |= {_shorter(_CASES, "", word), _shorter(_PARTITIVES, "", word)}
    bare = {_shorter(end, to, stem) for stem in stems for end, to in _ENDS} | stems
    return frozenset(bare | {_LAST_CONSONANTS.sub(_strong_grade, stem) for stem in bare})


def index_of(text):
    """Every root of a text in one line, spaces around each: what a post keeps for the search."""
    roots = set().union(*(roots_of(word) for word, _start, _end in words_of(text)))
    return f" {' '.join(sorted(roots))} "


def _shorter(pattern, to, word):
    short = pattern.sub(to, word)
    return short if len(short) >= _SHORTEST else word


def _strong_grade(match):
    return _GRADES[match[1]] + match[2]
