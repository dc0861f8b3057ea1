"""What those who keep order fill in."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from coaching.programmes.names import names_in
from forums.readers import ANSWERING, readers_of


class HideForm(GuardedForm):
    reason = forms.CharField(
        label=_("Why is it hidden?"),
        help_text=_("The writer sees this. Say it kindly, and say what to do."),
        max_length=200,
    )


class HandOverForm(forms.Form):
    """Who answers a question, and by when."""

    owner = forms.TypedChoiceField(label=_("Who answers?"), coerce=int)
    answer_by = forms.DateField(label=_("Answer by"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def __init__(self, *args, thread, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = named(
            thread.programme_id, readers_of(thread.programme_id, thread.subgroup_id, ANSWERING)
        )

    def clean_answer_by(self):
        day = self.cleaned_data["answer_by"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."), code="past")
        return day


def named(programme_id, people):
    """[(id, shown name), …] in the order of the names, for choosing among them."""
    return sorted(names_in(programme_id, people).items(), key=lambda pair: pair[1].casefold())
