"""Forms of a programme's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from coaching.programmes.consents import ASKED


class ConsentsForm(GuardedForm):
    purposes = forms.MultipleChoiceField(
        label=_("I agree to"),
        choices=[(purpose.value, asked.title) for purpose, asked in ASKED.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
