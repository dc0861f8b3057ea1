"""Languages content may be written in; the pages themselves speak the first three."""

from django.utils.translation import gettext_lazy as _

CONTENT_LANGUAGES = [
    ("fi", _("Finnish")),
    ("sv", _("Swedish")),
    ("en", _("English")),
    ("se", _("Northern Sámi")),
    ("smn", _("Inari Sámi")),
    ("sms", _("Skolt Sámi")),
]


def of_language(words, language):
    """Of {language: words} those of a text's own; Finnish ones for a language without any, as the Sámi ones."""
    return words.get(language, words["fi"])
