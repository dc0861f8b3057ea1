"""What an evaluator may narrow a package by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from coaching.evaluation.extract import all_datasets
from coaching.evaluation.formats import IN_PACKAGES


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class SpanForm(GuardedForm):
    """The days whose rows are taken, both ends included; empty means the study's own."""

    since = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput)

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first. Please check the days."))
        return cleaned


class PackageForm(SpanForm):
    datasets = forms.MultipleChoiceField(
        label=_("Tables in the package"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one table.")},
    )
    formats = forms.MultipleChoiceField(
        label=_("Formats of the package"),
        choices=list(IN_PACKAGES.items()),
        initial=list(IN_PACKAGES),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one format.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = all_datasets()
        self.fields["datasets"].choices = [(name, dataset.title) for name, dataset in offered.items()]
        self.fields["datasets"].initial = list(offered)
