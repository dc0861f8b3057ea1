"""What our scripts ask of a browser: nothing that those of some years ago do not know."""

import re

import pytest

from coaching.config import ROOT

TOO_NEW = re.compile(
    r"\.(?:toSorted|toReversed|toSpliced|findLast|findLastIndex|replaceAll|hasOwn)\b|"
    r"\.at\(-|Object\.groupBy|structuredClone|AbortSignal\.(?:timeout|any)|Promise\.withResolvers"
)
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_needs_no_browser_of_the_last_years(script):
    assert TOO_NEW.findall(script.read_text()) == []


def test_what_is_too_new_is_seen():
    assert TOO_NEW.findall("list.toSorted(x); list.at(-1); structuredClone(a)") == [
        ".toSorted",
        ".at(-",
        "structuredClone",
    ]
