"""Texts of surveys in the reader's language, and which language that turned out to be."""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from coaching.surveys.texts import language_of
from coaching.surveys.texts import said as said_in

register = template.Library()


@register.filter
def said(texts):
    return said_in(texts)


@register.filter
def lang(texts):
    """A ``lang`` attribute, when the text is not in the page's own language."""
    language = language_of(texts)
    return format_html(' lang="{}"', language) if language and language != get_language() else ""
