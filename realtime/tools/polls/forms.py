"""What plain forms of a room send; deeds.check has the last word on all of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from realtime.tools.polls.models import Anonymity, Kind, Reveal

MOST_OPTIONS = 10


class QuickPollForm(GuardedForm):
    """A question and its options, one a line."""

    question = forms.CharField(label=_("Question"), max_length=300)
    options = forms.CharField(
        label=_("Options"),
        help_text=_("One option on each line, 2–10 in all."),
        widget=forms.Textarea(attrs={"rows": 4}),
        initial=_("Yes\nNo\nI cannot say"),
        max_length=2200,
    )
    kind = forms.ChoiceField(label=_("How many may one choose?"), choices=Kind, initial=Kind.SINGLE)
    anonymity = forms.ChoiceField(label=_("Anonymity"), choices=Anonymity, initial=Anonymity.ANONYMOUS)
    reveal = forms.ChoiceField(label=_("Who sees the results?"), choices=Reveal, initial=Reveal.WHEN_CLOSED)

    def clean_options(self):
        """The options as a list; empty lines are passed over."""
        options = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        if not 2 <= len(options) <= MOST_OPTIONS:
            raise forms.ValidationError(_("Write 2–10 options, each on its own line."))
        if len(set(options)) != len(options):
            raise forms.ValidationError(_("Two options are the same. Change one of them."))
        if any(len(option) > 200 for option in options):
            raise forms.ValidationError(_("An option may have 200 characters at most."))
        return options
