"""Names that people had until they were forgotten or took another, as marks: what others wrote of them stays masked.

A name that went with its owner, or was changed, would stand in the open in the next package, as
the one thing that differs from the package before. A mark is made under the
house's secret, belongs to a programme and to nobody, and cannot be read back;
it only answers whether a word of a text is one of those names.
"""

import re
from functools import lru_cache

from django.utils.crypto import salted_hmac

from coaching.programmes.finnish import ENDINGS, stems
from coaching.programmes.models import Enrolment, ForgottenName, Pseudonym

_SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
_PART = re.compile(r"[\s-]+")


def keep_marks(person):
    """Before the names go: a mark of each stem of each part of them, in every programme the person was in."""
    parts = {part for part in {*person.display_name.split(), *_PART.split(person.display_name)} if len(part) > 1}
    aliases = dict(Pseudonym.objects.filter(person=person).values_list("programme", "name"))
    for programme in set(Enrolment.objects.filter(person=person).values_list("programme", flat=True)):
        keep_names(programme, [*parts, aliases.get(programme, "")])


def keep_names(programme_id, names, capitals=()):
    """Marks of each stem of these names; of ``capitals`` only as they are written with a capital."""
    forms = {form for name in names for form in _forms(name)}
    forms |= {form.capitalize() for word in capitals for form in _forms(word)}
    ForgottenName.objects.bulk_create(
        [
            ForgottenName(programme_id=programme_id, mark=_mark(programme_id, form), words=len(form.split()))
            for form in sorted(forms)
        ],
        ignore_conflicts=True,
    )


def forgotten_in(programme_id):
    """What finds the names of a programme that nobody bears any more in a text; None when there are none."""
    marks = dict(ForgottenName.objects.filter(programme=programme_id).values_list("mark", "words"))
    return ForgottenNames(programme_id, marks) if marks else None


class ForgottenNames:
    def __init__(self, programme_id, marks):
        self._programme, self._marks = programme_id, marks
        self._lengths = sorted(set(marks.values()), reverse=True)
        self._is_one = lru_cache(maxsize=20_000)(self._is_one)

    def spans(self, text):
        """(start, end) of each, in order and none within another."""
        words = [word.span() for word in _WORD.finditer(text)]
        place = 0
        while place < len(words):
            length = next((n for n in self._lengths if self._begins(text, words[place : place + n], n)), 0)
            if length:
                yield words[place][0], words[place + length - 1][1]
            place += length or 1

    def masked(self, text, by):
        for start, end in reversed(list(self.spans(text))):
            text = text[:start] + by + text[end:]
        return text

    def _begins(self, text, words, length):
        phrase = text[words[0][0] : words[-1][1]]
        return len(words) == length and len(phrase.split()) == length and self._is_one(phrase)

    def _is_one(self, phrase):
        if len(phrase) < _SHORTEST:
            return _mark(self._programme, phrase) in self._marks
        folded = phrase.lower()
        cut = (length for length in range(len(folded), _SHORTEST - 1, -1) if folded[length:] in ENDINGS)
        forms = (form for length in cut for form in {folded[:length], phrase[:length]})
        return any(_mark(self._programme, form) in self._marks for form in forms)


def _forms(name):
    """What a name's bent forms begin with. A part of two letters is a name only as it stands."""
    *first, last = name.split() or [""]
    if not first and len(last) < _SHORTEST:
        return [last] if last else []
    return [" ".join([*first, stem]).lower() for stem in stems(last)]


def _mark(programme_id, form):
    return salted_hmac("programmes.forgotten", f"{programme_id}:{form}", algorithm="sha256").hexdigest()[:32]
