"""A word cloud: a few words from each, inflections of one word counted together."""

import re
from collections import Counter
from functools import lru_cache

import snowballstemmer
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.tools.polls.kinds.kind import Kind, Number, Words, key_of, wrong_answer

LONGEST = 40
SIZES = 5
_LANGUAGES = {"fi": "finnish", "sv": "swedish", "en": "english"}
_STEMMERS = {code: snowballstemmer.stemmer(language) for code, language in _LANGUAGES.items()}
_LETTERS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Cloud(Kind):
    """People are counted once a word, however they inflect it. The form most people wrote is shown."""

    name = "cloud"
    label = _("words for a cloud")
    answer = f"1–`words` texts of 1–{LONGEST}"
    result = "`words`: `key`, `text` and `people` of each, most people first; for coaches also `hidden`"
    settings = {"words": Number(3, 1, 5), "language": Words(3, "fi")}

    def checked(self, options, settings):
        return super().checked([], settings)

    def check(self, asked, answer):
        if not isinstance(answer, list) or len(answer) > asked.settings["words"]:
            raise wrong_answer()
        if any(not isinstance(word, str) for word in answer):
            raise wrong_answer()
        words = [" ".join(word.split()) for word in answer]
        words = list(dict.fromkeys(word for word in words if _LETTERS.search(word)))
        if not words:
            raise Refused("empty", _("Write something first."))
        if any(len(word) > LONGEST for word in words):
            raise Refused("too_long", _("Write a word or two, 40 characters at most."))
        return words

    def tally(self, asked, answers, hidden=()):
        forms = {}
        for words, people in answers:
            written = {root_of(word, asked.settings["language"]): word for word in words}
            for root, word in written.items():
                forms.setdefault(root, Counter())[word.casefold()] += people
        words = [_word(root, counted, hidden) for root, counted in forms.items()]
        return {"words": sorted(words, key=lambda one: (-one["people"], one["text"]))}

    def public(self, result):
        return {"words": [one for one in result["words"] if not one.get("hidden")]}

    def shown(self, asked, result, answered, mine=None):
        most = max((one["people"] for one in result["words"]), default=1)
        own = {key_of(root_of(word, asked.settings["language"])) for word in mine or ()}
        rows = [one | {"size": size_of(one["people"], most), "mine": one["key"] in own} for one in result["words"]]
        return {"shape": "cloud", "rows": rows, "cloud": sorted(rows, key=lambda one: one["text"])}

    def hides(self, asked, row):
        return key_of(root_of(row["text"], asked.settings["language"])) in asked.hidden

    def fields(self, asked, mine):
        words = [*(mine or ()), *[""] * asked.settings["words"]]
        return {"rows": [{"number": n, "text": word} for n, word in enumerate(words[: asked.settings["words"]], 1)]}

    def from_form(self, asked, data, name):
        return [word for word in data.getlist(name) if word.strip()] or None

    def rows(self, asked, answer):
        for number, word in enumerate(answer, start=1):
            yield {"option": number, "text": word}


def size_of(people, most):
    """How large a word is drawn, from 1 to SIZES."""
    return 1 + round((SIZES - 1) * (people - 1) / (most - 1)) if most > 1 else 2


@lru_cache(maxsize=10_000)
def root_of(text, language):
    """What inflections of the same word or words share."""
    return " ".join(_root(word, language) for word in _LETTERS.findall(text.casefold()))


def _root(word, language):
    """A stem; of Finnish ones also what the stemmer leaves on words in -us, -nen and -as, when enough remains."""
    stemmer = _STEMMERS.get(language)
    stem = stemmer.stemWord(word) if stemmer else word
    if language != "fi" or len(stem) < 5:
        return stem
    if stem.endswith(("uks", "yks")):
        return stem[:-3]
    if re.search("(?:[uy]s|[ai]s|in)$", stem):
        return stem[:-2]
    return stem[:-1] if stem[-1] in "uy" and len(stem) > 5 else stem


def _word(root, counted, hidden):
    text = min(counted, key=lambda form: (-counted[form], len(form), form))
    key = key_of(root)
    return {"key": key, "text": text, "people": counted.total(), **({"hidden": True} if key in hidden else {})}
