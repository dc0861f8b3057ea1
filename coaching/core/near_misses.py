"""Telling a writer that a text may hold a mistyped identity code; it has been saved all the same."""

from django.contrib import messages

from coaching.core.text_guard import IDENTITY_CODE_WARNING, strings_in, warns


def warn_of_near_misses(request, texts):
    """``texts`` is any nesting of lists and dicts, such as a form's ``cleaned_data``."""
    if any(warns(text) for text in strings_in(texts)):
        messages.warning(request, IDENTITY_CODE_WARNING)
