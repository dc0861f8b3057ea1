"""Whom something is for: a field of roles, and one for each kind of circle the programme has."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.programmes.models import Role
from coaching.surveys.audience import ANY, CIRCLES

ROLES = [(role.value, role.label) for role in Role if role != Role.EVALUATOR]


def role_field(**told):
    return forms.MultipleChoiceField(choices=ROLES, widget=forms.CheckboxSelectMultiple, **told)


def circle_fields(programme):
    """{name: field} of the kinds of circle of which there are some."""
    fields = {}
    for name, circle in CIRCLES.items():
        choices = sorted(circle.names(programme.pk).items(), key=lambda pair: pair[1])
        if choices:
            fields[name] = forms.MultipleChoiceField(
                label=circle.label,
                choices=[(ANY, _("Whoever is in any of them")), *choices],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=_("Nothing ticked: everybody."),
            )
    return fields


def limits_of(cleaned):
    """The limits these answers make, as an audience or an item keeps them; what does not limit is not there."""
    circles = {name: [ANY] if ANY in cleaned[name] else cleaned[name] for name in CIRCLES if cleaned.get(name)}
    limits = {"roles": cleaned.get("roles"), "circles": circles}
    return {name: limit for name, limit in limits.items() if limit}


def spread(limits):
    """The limits as initial values of the fields."""
    return {**({"roles": limits["roles"]} if limits.get("roles") else {}), **limits.get("circles", {})}
