"""The one form of the notebook."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import DayInput
from coaching.journal.models import Entry


class EntryForm(forms.ModelForm):
    client = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Entry
        fields = ["tried", "learned", "promise", "mode", "date", "minutes"]
        help_texts = {
            "tried": _("At work, with colleagues, with clients. Leave out clients' names and anything that tells who."),
            "promise": _("It waits for you on the front page until you have tried it."),
        }
        widgets = {
            "tried": forms.Textarea(attrs={"rows": 3}),
            "learned": forms.Textarea(attrs={"rows": 2}),
            "promise": forms.Textarea(attrs={"rows": 2}),
            "mode": forms.RadioSelect,
            "date": DayInput(),
            "minutes": forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 1440}),
        }

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Choose today or an earlier day."))
        return date

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned["tried"] or cleaned["promise"]):
            self.add_error("tried", _("Write what you did, or what you promise to try next."))
        return cleaned
