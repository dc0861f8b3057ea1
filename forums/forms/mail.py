"""What one wants by mail, and when."""

from datetime import time

from django import forms
from django.utils.formats import time_format

from forums.models import MailChoice

HOURS = sorted({MailChoice.AT, *(time(hour) for hour in range(5, 23))})


class MailForm(forms.ModelForm):
    class Meta:
        model = MailChoice
        fields = ["level", "at"]
        widgets = {"level": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = self.fields["at"].label
        choices = [(at.isoformat("minutes"), time_format(at, "TIME_FORMAT")) for at in HOURS]
        self.fields["at"] = forms.TypedChoiceField(label=label, choices=choices, coerce=time.fromisoformat)
        self.initial["at"] = self.instance.at.isoformat("minutes")
