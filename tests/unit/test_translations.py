"""Finnish and Swedish are complete: nothing missing, nothing fuzzy, nothing left over, every placeholder kept."""

import ast
import re

import polib
import pytest
from django.conf import settings
from django.forms.forms import BaseForm
from django.urls import get_resolver
from django.utils.functional import Promise

from coaching.core.messages import SOURCES, TRANSLATED, catalogue_path, strings_in_code

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>")


@pytest.fixture(scope="module")
def wanted():
    return {(context, singular) for context, singular, _plural in strings_in_code()}


@pytest.fixture(scope="module", params=TRANSLATED)
def catalogue(request):
    return polib.pofile(str(catalogue_path(request.param)))


def test_every_string_of_the_code_is_there(wanted, catalogue):
    assert wanted ^ {(entry.msgctxt, entry.msgid) for entry in catalogue} == set()


def test_every_string_is_translated(catalogue):
    assert [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy] == []


def test_placeholders_are_kept(catalogue):
    changed = [
        (entry.msgid, text)
        for entry in catalogue
        for text in entry.msgstr_plural.values() or [entry.msgstr]
        if placeholders(text) - placeholders(entry.msgid) - placeholders(entry.msgid_plural)
        or (not entry.msgid_plural and placeholders(entry.msgid) - placeholders(text))
    ]

    assert changed == []


def test_no_string_is_marked_where_nobody_looks_for_it(wanted):
    """Within an f-string, say."""
    marked = {
        (str(path), call.args[0].value)
        for folder in SOURCES
        for path in (settings.BASE_DIR / folder).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in {"_", "gettext", "gettext_lazy"}
        and isinstance(call.args[0], ast.Constant)
    }

    assert [(path, text) for path, text in sorted(marked) if (None, text) not in wanted] == []


def placeholders(text):
    return set(PLACEHOLDER.findall(text))


def test_the_catalogue_would_notice_a_new_string(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "new.html").write_text('{% load i18n %}{% translate "A new (very new) string" %}')

    assert list(strings_in_code(tmp_path)) == [(None, "A new (very new) string", None)]


def test_no_field_is_called_by_its_name_in_the_code():
    """A model's field without a name of its own gets an English one."""
    assert get_resolver().url_patterns  # every form is loaded with its view
    ours = [form for form in _kinds_of(BaseForm) if not form.__module__.startswith(("django", "allauth", "rest_"))]

    english = {
        (form.__name__, name)
        for form in ours
        for name, field in form.base_fields.items()
        if field.label and not isinstance(field.label, Promise)
    }
    assert (len(ours) > 30, english) == (True, set())


def _kinds_of(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _kinds_of(one)
