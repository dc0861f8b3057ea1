"""Forms of a programme's pages."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import DayInput, GuardedForm
from coaching.programmes.consents import CHOSEN
from coaching.programmes.models import Role
from coaching.programmes.staff import INVITED


class ConsentsForm(GuardedForm):
    purposes = forms.MultipleChoiceField(
        label=_("I agree to"),
        choices=[(purpose.value, asked.title) for purpose, asked in CHOSEN.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class InvitationForm(GuardedForm):
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, role.label) for role in INVITED])
    ends = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("The last day of the role. An evaluator must have one."),
        widget=DayInput(),
    )

    def clean(self):
        cleaned = super().clean()
        ends = cleaned.get("ends")
        if cleaned.get("role") == Role.EVALUATOR and not ends and "ends" not in self.errors:
            self.add_error("ends", _("Say until when: an evaluator comes from outside, for a limited time."))
        if ends and ends < timezone.localdate():
            self.add_error("ends", _("This day is past already."))
        return cleaned
