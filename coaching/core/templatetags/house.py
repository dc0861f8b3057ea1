"""Tags every page may use."""

from django import template

from coaching.core.registries import panels_on

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context, page, subject=None):
    """The panels other floors put on this page, by slot: {% panels "theme" theme as slots %}."""
    return panels_on(page, context["request"], subject)
