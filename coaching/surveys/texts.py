"""A survey's own texts: the same sentence in several languages, as {"fi": …, "sv": …, "en": …}."""

from django.conf import settings
from django.utils.translation import get_language

from coaching.core.languages import CONTENT_LANGUAGES

LANGUAGES = tuple(code for code, _name in CONTENT_LANGUAGES)


def written_in(own):
    """The languages in which a survey is written: its programme's own first, then the pages' others."""
    return list(dict.fromkeys([own, *(code for code, _name in settings.LANGUAGES)]))


def language_of(texts, wanted=None):
    """The language the text is told in: the reader's if it is there, else the first that is."""
    wanted = wanted or get_language()
    written = [language for language in LANGUAGES if (texts or {}).get(language)]
    return wanted if wanted in written else next(iter(written), "")


def said(texts, wanted=None):
    """The text in the reader's language, or in one it has; empty when it has none."""
    return (texts or {}).get(language_of(texts, wanted), "")
