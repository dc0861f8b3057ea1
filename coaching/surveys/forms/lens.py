"""Whose eyes a survey is looked at through: a language, a wave, a role and circles."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coaching.programmes.models import Role
from coaching.surveys.audience import CIRCLES, Belonging, named_circles
from coaching.surveys.forms.items import SENT_KINDS
from coaching.surveys.forms.limits import ROLES


class LensForm(forms.Form):
    """An anonymous survey asks everybody the same, and a circle nothing is asked by is no choice."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(label=_("When in the programme"), choices=SENT_KINDS)

    def __init__(self, *args, survey, **kwargs):
        super().__init__(*args, **kwargs)
        if not survey.is_anonymous:
            self.fields["role"] = forms.ChoiceField(label=_("Who answers"), choices=ROLES)
            for name in named_circles(*survey.items.values_list("only_for", flat=True)):
                circle = CIRCLES[name]
                choices = [
                    ("", _("none")),
                    *sorted(circle.names(survey.programme_id).items(), key=lambda pair: pair[1]),
                ]
                self.fields[name] = forms.ChoiceField(label=circle.label, choices=choices, required=False)

    @classmethod
    def read(cls, data, *, survey):
        """Bound to what was asked, each choice that is missing or unknown made the first one."""
        first = cls(survey=survey)
        chosen = {"language": get_language(), "role": Role.PARTICIPANT.value}
        for name, field in first.fields.items():
            known = [str(value) for value, _label in field.choices]
            asked = data.get(name, chosen.get(name))
            chosen[name] = asked if asked in known else known[0]
        form = cls(chosen, survey=survey)
        form.chosen = chosen
        return form

    @property
    def belonging(self):
        circles = {name: {self.chosen[name]} - {""} for name in CIRCLES if name in self.fields}
        return Belonging(frozenset({self.chosen["role"]}), circles)
