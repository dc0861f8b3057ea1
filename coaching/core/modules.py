"""The pages' own scripts: which there are, and what each needs, read from the files themselves."""

import re
from functools import cache

from django.conf import settings

FOLDER = settings.BASE_DIR / "static" / "js"
IMPORT = re.compile(r'^(?:import|\} from|export) .*?"([^"]+)";$', re.MULTILINE)
ELEMENT = re.compile(r"<([a-z]+(?:-[a-z]+)+)[\s>]")
KEPT_BACK = re.compile(r"<template.*?</template>", re.DOTALL)


@cache
def addresses():
    """The address of each module under static/, by the name others import it by."""
    names = (path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.js"))
    return {name: f"js/{name}.js" for name in sorted(names)}


@cache
def needed_by(name):
    """This module and all that it imports, in the order in which a browser would come to know of them."""
    found, asked = [], [name]
    while asked:
        one = asked.pop(0)
        if one not in found:
            found.append(one)
            asked += IMPORT.findall((FOLDER / f"{one}.js").read_text(encoding="utf-8"))
    return found


def needed_on(html):
    """The modules of a page's elements. What stands in a <template> is not there yet, and asks for nothing."""
    tags = dict.fromkeys(ELEMENT.findall(KEPT_BACK.sub("", html)))
    elements = [tag for tag in tags if tag in addresses()]
    return list(dict.fromkeys(name for one in elements for name in needed_by(one)))
