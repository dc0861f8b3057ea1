"""What of a nickname is somebody's name: a guest types what they like, their own name or "coffee"."""

import re

from coaching.evaluation.interviews.marks import COMMON
from coaching.evaluation.interviews.words import PERSON, listed

_PART = re.compile(r"[^\W\d_]+")


def parted(nicknames):
    """Of (person, nickname) pairs: ({names}, [words that are names where they have a capital], [whole nicknames]).

    Well-known names are looked for however they are written. Words that open
    sentences are left alone, and a nickname made of nothing else is no name.
    """
    names, capitals, whole = set(), [], []
    for person, nickname in nicknames:
        words = _PART.findall(nickname.lower())
        for word in words:
            if PERSON in listed(word):
                names.add((person, word))
            elif word not in COMMON and len(word) > 2:
                capitals.append((person, word))
        if len(words) > 1 and not COMMON.issuperset(words):
            whole.append((person, nickname))
    return names, capitals, whole
