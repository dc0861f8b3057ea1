"""Tags every page may use."""

import json
import re
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from coaching.core import modules
from coaching.core.registries import panels_on

register = template.Library()
HTMX = "vendor/htmx/htmx.min.js"
ASKS_BY_ITSELF = re.compile(r"\shx-(?:get|post)=")


@register.simple_tag(takes_context=True)
def panels(context, page, subject=None):
    """The panels other floors put on this page, by slot: {% panels "theme" theme as slots %}."""
    return panels_on(page, context["request"], subject)


@register.simple_tag
@cache
def import_map():
    """Where the browser finds each module; the names on disk carry hashes."""
    imports = {name: static(path) for name, path in modules.addresses().items()}
    return mark_safe(json.dumps({"imports": imports}))


@register.simple_tag
def first(*elements):
    """In the head: the elements of this page that people wait for, asked for before the rest."""
    return preloads(name for one in elements for name in modules.needed_by(one))


@register.simple_block_tag
def with_scripts(content):
    """The end of the head and the body, with what its elements need asked for at once, not one after another."""
    htmx = format_html('<script src="{}" defer></script>', static(HTMX)) if ASKS_BY_ITSELF.search(content) else ""
    return format_html("{}{}{}", htmx, preloads(modules.needed_on(content)), content)


def preloads(names):
    addresses = modules.addresses()
    links = ((static(addresses[name]),) for name in dict.fromkeys(names))
    return format_html_join("", '<link rel="modulepreload" href="{}">', links)
