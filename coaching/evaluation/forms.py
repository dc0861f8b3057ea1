"""What an evaluator may narrow a package by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import DayInput, GuardedForm
from coaching.evaluation.extract import all_datasets
from coaching.evaluation.filters import FACETS, Filter, offered
from coaching.evaluation.formats import USUAL

MEANT_FOR = {
    "csv": _("CSV: for R and other tools, described as a Data Package"),
    "xlsx": _("XLSX: for Excel"),
    "sav": _("SPSS: with labels and missing values"),
    "jsonl": _("JSON: for programs, one object a line"),
    "qdpx": _("REFI-QDA: what people wrote, for ATLAS.ti, MAXQDA, NVivo and others. Each takes in its own part of it."),
    "qdpx-selections": _("REFI-QDA with selections: the same, with each person's words marked in the texts."),
}


def _boxes(label, help_text=""):
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=forms.CheckboxSelectMultiple
    )


class FilterForm(GuardedForm):
    """Which rows are taken; nothing chosen means all of them, within the study's own days."""

    since = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput)
    themes = _boxes(_("Themes"))
    subgroups = _boxes(_("Subgroups"))
    roles = _boxes(_("Roles"))
    waves = _boxes(
        _("Rounds of the surveys"), _("Narrows the surveys’ answers alone; everything else comes all the same.")
    )

    def __init__(self, study, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for facet, choices in offered(study).items():
            self.fields[facet].choices = choices

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first. Please check the days."))
        return cleaned

    @property
    def chosen(self):
        """What was chosen, once the form is right. All of a facet is the same as none of it."""
        facets = {
            name: tuple(sorted(self.cleaned_data[name]))
            for name in FACETS
            if len(self.cleaned_data[name]) < len(self.fields[name].choices)
        }
        return Filter(self.cleaned_data["since"], self.cleaned_data["until"], **facets)


class PackageForm(FilterForm):
    datasets = forms.MultipleChoiceField(
        label=_("Tables in the package"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one table.")},
    )
    formats = forms.MultipleChoiceField(
        label=_("Formats"),
        choices=list(MEANT_FOR.items()),
        initial=list(USUAL),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one format.")},
    )

    def __init__(self, study, *args, **kwargs):
        super().__init__(study, *args, **kwargs)
        offered = all_datasets()
        self.fields["datasets"].choices = [(name, dataset.title) for name, dataset in offered.items()]
        self.fields["datasets"].initial = list(offered)
