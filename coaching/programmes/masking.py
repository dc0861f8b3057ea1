"""Taking people out of text: names and pseudonyms on the programme's roster, addresses, numbers, codes."""

import re
from dataclasses import dataclass
from functools import lru_cache

from coaching.core.languages import of_language
from coaching.core.text_guard import find_identity_codes
from coaching.programmes.finnish import ENDINGS, LONGEST_ENDING, stems
from coaching.programmes.models import Enrolment, Pseudonym


@dataclass(frozen=True)
class StandIns:
    """What stands in a text where somebody was."""

    name: str
    email: str
    phone: str
    code: str


STAND_INS = {
    "fi": StandIns("[nimi]", "[sähköposti]", "[puhelin]", "[henkilötunnus]"),
    "sv": StandIns("[namn]", "[e-post]", "[telefon]", "[personbeteckning]"),
    "en": StandIns("[name]", "[e-mail]", "[phone]", "[identity code]"),
}


def stand_ins_in(language):
    return of_language(STAND_INS, language)


_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.,:/-])(?:\+\d{1,3}[ -]?(?:\(0\)[ -]?)?|0)\d(?:[ )-]{0,2}\d){5,11}(?!\w)")
_PART = re.compile(r"[\s-]+")


class Masker:
    """Replaces the people of a roster in running text.

    ``names`` are (person, name) pairs: own names, whose every part is looked
    for alone too, in any case of Finnish. ``aliases`` are pseudonyms, looked
    for whole. ``numbers`` gives the study pseudonym of those who have
    consented; everybody else, and a first name that several share, is a name
    in brackets, in the text's ``language``.
    ``gone`` are the ``ForgottenNames`` of those who are on no roster any more.
    ``capitals`` are (person, word) pairs of words that may be names and may be
    common: they are looked for where they are written with a capital.
    """

    def __init__(self, names, aliases, numbers, gone=None, capitals=(), language="en"):
        self._numbers, self._gone, self._words = numbers, gone, stand_ins_in(language)
        self._people: dict[str, set] = {}
        self._exact: dict[str, set] = {}
        self._alias: dict[str, object] = {}
        self._capital: dict[str, set] = {}
        for person, word in capitals:
            for stem in stems(word):
                self._capital.setdefault(stem, set()).add(person)
        for person, name in names:
            self._learn_name(person, name)
        for person, alias in aliases:
            self._learn_alias(person, alias)
        self._pattern = self._compile()
        self._people_called = lru_cache(maxsize=20_000)(self._people_called)

    def __call__(self, text):
        if "@" in text:
            text = _EMAIL.sub(self._words.email, text)
        for found in reversed(find_identity_codes(text)):
            text = text[: found.start] + self._words.code + text[found.end :]
        text = _PHONE.sub(self._words.phone, text)
        text = self._pattern.sub(self._replace, text) if self._pattern else text
        return self._gone.masked(text, by=self._words.name) if self._gone else text

    def found(self, text):
        """What would be replaced, as it stands in the text, each once and in its order; see also ``roster_of``."""
        places = [one.span() for pattern in (_EMAIL, _PHONE) for one in pattern.finditer(text)]
        places += [(one.start, one.end) for one in find_identity_codes(text)]
        places += self._gone.spans(text) if self._gone else ()
        names = self._pattern.finditer(text) if self._pattern else ()
        places += [one.span() for one in names if self._replace(one) != one[0]]
        words, last = [], 0
        for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
            if start >= last:
                words.append(text[start:end])
                last = end
        return list(dict.fromkeys(words))

    def _learn_name(self, person, name):
        words = name.split()
        for part in {*words, *_PART.split(name)}:
            if len(part) == 2:
                self._exact.setdefault(part, set()).add(person)
            elif len(part) > 2:
                for stem in stems(part):
                    self._people.setdefault(stem, set()).add(person)

    def _learn_alias(self, person, alias):
        words = alias.lower().split()
        if len(words) > 1:
            for last in stems(words[-1]):
                self._alias[" ".join([*words[:-1], last])] = person
        else:
            for stem in stems(alias):
                self._people.setdefault(stem, set()).add(person)

    def _compile(self):
        if not (self._people or self._exact or self._alias or self._capital):
            return None
        tail = rf"[^\W\d_]{{0,{LONGEST_ENDING}}}(?![^\W\d_])"
        word = rf"(?<![^\W\d_])(?:{_trie([*self._people, *self._capital, *(e.lower() for e in self._exact)])}){tail}"
        parts = [rf"{word}(?:[ \u00a0-]{word})*"]
        if self._alias:
            parts.insert(0, rf"(?<![^\W\d_])(?P<alias>{_trie(self._alias)}){tail}")
        return re.compile("|".join(parts), re.IGNORECASE)

    def _replace(self, match):
        whole = match[0]
        if self._alias and match["alias"]:
            alias = match["alias"].lower()
            person = self._alias.get(alias)
            if person is not None and whole[len(alias) :].lower() in ENDINGS:
                return self._numbers.get(person, self._words.name)
        words = re.split(r"([ \u00a0-])", whole)
        return "".join(self._named(words))

    def _named(self, words):
        """The words with each run of one person's names made one pseudonym; words that are no name stay."""
        out, run = [], None
        for index in range(0, len(words), 2):
            people = self._people_called(words[index])
            gap = words[index - 1] if index else ""
            if not people:
                if run is not None:
                    out.append(self._said(run))
                    run = None
                out += [gap, words[index]]
            elif run is not None and run & people:
                run &= people
            else:
                if run is not None:
                    out.append(self._said(run))
                out.append(gap)
                run = people
        if run is not None:
            out.append(self._said(run))
        return out

    def _said(self, people):
        name = self._words.name
        return self._numbers.get(next(iter(people)), name) if len(people) == 1 else name

    def _people_called(self, word):
        """Everybody this word may mean, in whatever case it stands."""
        folded = word.lower()
        people = set(self._exact.get(word, ()))
        for length in range(len(folded), 2, -1):
            if folded[length:] in ENDINGS:
                people |= self._people.get(folded[:length], set())
                people |= self._capital.get(folded[:length], set()) if word[0].isupper() else set()
        return frozenset(people)


def roster_of(programme_id):
    """((person, name) pairs, (person, pseudonym) pairs) of everybody who is or has been enrolled."""
    enrolled = Enrolment.objects.filter(programme=programme_id)
    names = set(enrolled.values_list("person_id", "person__display_name"))
    return names, list(Pseudonym.objects.filter(programme=programme_id).values_list("person_id", "name"))


def _trie(words):
    """A pattern for any of the words that does not slow down with their number."""
    root: dict = {}
    for word in words:
        node = root
        for sign in word:
            node = node.setdefault(sign, {})
        node[""] = {}
    return _pattern_of(root)


def _pattern_of(node):
    branches = [re.escape(sign) + _pattern_of(after) for sign, after in sorted(node.items()) if sign]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 else "|".join(branches)
    return f"(?:{inner})" + ("?" if "" in node else "")
