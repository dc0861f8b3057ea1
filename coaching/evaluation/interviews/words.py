"""What a word with a capital may be: somebody's name, a place, or a common word at a sentence's beginning.

Common words and well-known names come from simplemma's dictionaries; which of
the names are people's and which are places', from the lists of Faker.
"""

from functools import lru_cache

import snowballstemmer
from faker.providers.address import fi_FI as finnish_places
from faker.providers.address import sv_SE as swedish_places
from faker.providers.person import fi_FI as finnish_people
from faker.providers.person import sv_SE as swedish_people
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from coaching.programmes.finnish import ENDINGS, LONGEST_ENDING, stems

PERSON, PLACE = "name", "place"
_DICTIONARIES = {"fi": "finnish", "sv": "swedish", "en": "english"}


class Words:
    """One language's words; without a dictionary every word that is on no list is unknown."""

    def __init__(self, language, dictionary=None):
        self._dictionary = {} if dictionary is None else dictionary
        self._stem = snowballstemmer.stemmer(_DICTIONARIES[language]).stemWord
        self.is_common = lru_cache(20_000)(self._is_common)
        self.is_name = lru_cache(20_000)(self._is_name)
        self.base = lru_cache(20_000)(self._base)

    def _is_common(self, word):
        """Whether a dictionary has it as a word that is written small."""
        return bool(self._dictionary.get(word.lower()))

    def _is_name(self, word):
        """Whether it is known as somebody's name or a place's, a common word or not."""
        lemma = self._dictionary.get(word)
        if lemma:
            return lemma[0].isupper()
        return bool(listed(word)) and not self.is_common(word)

    def _base(self, word):
        """The same for all cases of a word, for putting them together; no word to be shown."""
        lemma = self._dictionary.get(word)
        if lemma and lemma[0].isupper():
            return lemma
        return min(listed(word).values(), default=None) or self.stem(word)

    def stem(self, word):
        lower = word.lower()
        return self._stem(self._dictionary.get(lower) or lower)


def words_of(language):
    """A language's words; for those without a dictionary, Finnish ones. The first time takes seconds, and 65 MB."""
    return _loaded(language if language in _DICTIONARIES else "fi")


@lru_cache
def _loaded(language):
    return Words(language, StreamDictionaryFactory().get_dictionary(language))


@lru_cache(20_000)
def listed(word):
    """{PERSON or PLACE: the name it is a form of} by the lists of well-known ones, in any case of Finnish."""
    folded, found = word.lower(), {}
    for length in range(len(folded), max(2, len(folded) - LONGEST_ENDING - 1), -1):
        if folded[length:] in ENDINGS:
            found = _stems().get(folded[:length], {}) | found
    return found


@lru_cache
def _stems():
    """{stem: {PERSON or PLACE: name}}."""
    known = {}
    for kind, names in ((PERSON, _people()), (PLACE, _places())):
        for name in sorted(names):
            for stem in stems(name):
                known.setdefault(stem, {}).setdefault(kind, name)
    return known


def _people():
    providers = (finnish_people.Provider, swedish_people.Provider)
    return {name for one in providers for names in (one.first_names, one.last_names) for name in names}


def _places():
    finnish, swedish = finnish_places.Provider, swedish_places.Provider
    places = {*finnish.cities, *finnish.countries, *finnish.states, *swedish.cities, *swedish.countries}
    return {name for name in places if " " not in name}
