"""When an instrument is asked, and of whom."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import DayInput
from coaching.programmes.models import MEMBERS
from coaching.surveys.forms.items import SENT_KINDS
from coaching.surveys.forms.limits import circle_fields, limits_of, role_field


class WaveForm(forms.Form):
    """When, and whom: by role, and by each kind of circle there is."""

    kind = forms.ChoiceField(
        label=_("When in the programme"),
        choices=SENT_KINDS,
    )
    opens = forms.DateField(label=_("Opens"), widget=DayInput())
    closes = forms.DateField(label=_("Last day"), widget=DayInput())
    roles = role_field(label=_("Whom"))

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].initial = [role.value for role in MEMBERS]
        self.fields |= circle_fields(programme)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("opens") and cleaned.get("closes") and cleaned["closes"] < cleaned["opens"]:
            self.add_error("closes", _("The last day is before the first."))
        if cleaned.get("closes") and cleaned["closes"] < timezone.localdate():
            self.add_error("closes", _("That day has gone already."))
        return cleaned

    @property
    def audience(self):
        return limits_of(self.cleaned_data)
