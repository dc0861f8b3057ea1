"""What goes into a report, and in which language."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from coaching.evaluation.dashboards.groupings import BY_NAME, VIEWS


class ReportForm(GuardedForm):
    views = forms.MultipleChoiceField(
        label=_("Which figures"),
        choices=[(view.name, view.title) for view in VIEWS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    @property
    def chosen(self):
        """With nothing ticked, every view that is no other's grouping."""
        wanted = self.cleaned_data["views"] or [view.name for view in VIEWS if len(view.groups) == 1]
        return {"views": [BY_NAME[name] for name in wanted], "language": self.cleaned_data["language"]}
