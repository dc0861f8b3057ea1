"""What the organiser decides of a new token."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import User
from coaching.core.forms import DayInput, GuardedForm
from coaching.evaluation.api.tokens import LONGEST, SUMMARIES
from coaching.evaluation.extract import all_datasets
from coaching.programmes.models import Enrolment, Role
from coaching.programmes.names import names_in

USUALLY = timedelta(days=90)


class TokenForm(GuardedForm):
    person = forms.ModelChoiceField(
        label=_("For whom"),
        queryset=User.objects.none(),
        empty_label=None,
        help_text=_("The token works as long as this person evaluates the programme, and no longer."),
    )
    ends = forms.DateField(label=_("Last day"), widget=DayInput, help_text=_("At most a year from now."))
    tables = forms.MultipleChoiceField(
        label=_("What it gives"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one table.")},
    )

    def __init__(self, study, *args, **kwargs):
        super().__init__(*args, **kwargs)
        evaluators = Enrolment.objects.current().filter(programme=study.programme_id, role=Role.EVALUATOR)
        people = User.objects.filter(pk__in=evaluators.values("person"), is_active=True).order_by("pk")
        names = names_in(study.programme_id, people.values_list("pk", flat=True))
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = lambda person: names[person.pk]
        self.fields["ends"].initial = timezone.localdate() + USUALLY
        self.fields["tables"].choices = [
            (SUMMARIES, _("Summaries of finished packages")),
            *((name, dataset.title) for name, dataset in all_datasets().items()),
        ]
        self.fields["tables"].initial = [name for name, _title in self.fields["tables"].choices]
        self.has_evaluators = bool(names)

    def clean_ends(self):
        ends = self.cleaned_data["ends"]
        if not timezone.localdate() <= ends <= timezone.localdate() + LONGEST:
            raise forms.ValidationError(_("Choose a last day from today on, within a year."), code="ends")
        return ends
