"""Strings to translate: found in the code with Babel, kept in locale/, compiled without gettext."""

import io
import re
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

KEYWORDS = (
    *("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"),
    *("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"),
)
TRANSLATED = [code for code, _name in settings.LANGUAGES if code != "en"]
SOURCES = ("coaching", "groups", "forums", "realtime", "templates")


def catalogue_path(language):
    return settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"


def strings_in_code(root: Path = settings.BASE_DIR):
    """{(context, singular, plural): [place, …]} of everything marked for translation.

    Needs Babel, which is a developer's dependency.
    """
    found = {}
    for folder in SOURCES:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
                for key in _strings_of(path):
                    found.setdefault(key, []).append(str(path.relative_to(root)))
    return found


def _strings_of(path):

    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = _pythonic(templatize(text, origin=str(path)))
    for function, message in _calls(text):
        parts = message if isinstance(message, tuple) else (message,)
        if function.startswith("np"):
            yield parts[0], parts[1], parts[2]
        elif function.startswith("p"):
            yield parts[0], parts[1], None
        elif function.startswith("n"):
            yield None, parts[0], parts[1]
        elif parts[0]:
            yield None, parts[0], None


def _calls(text):
    """(function, strings) of every call that marks a string."""
    from babel.messages.extract import extract_python

    source = io.BytesIO(text.encode())
    for _line, function, strings, _comments in extract_python(source, list(KEYWORDS), [], {"encoding": "utf-8"}):
        if strings and (strings[0] if isinstance(strings, tuple) else strings):
            yield function, strings


LITERAL = r"""u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*\""""
CALL = re.compile(rf"\b(?:n?p?gettext|_)\(\s*(?:{LITERAL})(?:\s*,\s*(?:{LITERAL}|\w+))*\s*\)")


def _pythonic(templatized):
    """Only the calls: the rest of a templatized page is filler that is not Python."""
    return "\n".join(match.group(0) for match in CALL.finditer(templatized)) + "\n"


def update_catalogues():
    """Add what is new and drop what is gone in every catalogue; returns {language: strings still to translate}."""
    wanted = strings_in_code()
    left = {}
    for language in TRANSLATED:
        path = catalogue_path(language)
        old = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(path))} if path.exists() else {}
        catalogue = polib.POFile(wrapwidth=110)
        catalogue.metadata = {
            "Language": language,
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": "nplurals=2; plural=(n != 1);",
        }
        for (context, singular, plural), places in sorted(
            wanted.items(), key=lambda item: (item[0][1], item[0][0] or "")
        ):
            entry = old.get((context, singular)) or polib.POEntry(msgid=singular, msgctxt=context)
            if plural and entry.msgid_plural != plural:
                entry.msgid_plural, entry.msgstr, entry.msgstr_plural = plural, "", {0: "", 1: ""}
            entry.occurrences = [(place, "") for place in sorted(set(places))]
            entry.obsolete = False
            catalogue.append(entry)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
        left[language] = [entry.msgid for entry in catalogue if not entry.translated()]
    return left


def compile_catalogues():
    """Write the .mo files Django reads, where the .po file is newer; this process speaks by them from then on."""
    for language in TRANSLATED:
        path = catalogue_path(language)
        compiled = path.with_suffix(".mo")
        if path.exists() and (not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime):
            polib.pofile(str(path)).save_as_mofile(str(compiled))
            translation_file_changed(None, compiled)
