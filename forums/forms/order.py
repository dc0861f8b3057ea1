"""What those who keep order fill in."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import DayInput, GuardedForm
from coaching.programmes.names import names_in_order
from forums.forms.subjects import EVERYBODY, Subjects, does_not_fit, key_of
from forums.readers import ANSWERING, readers_of
from groups.models import Subgroup


class HideForm(GuardedForm):
    reason = forms.CharField(
        label=_("Why is it hidden?"),
        help_text=_("The writer sees this. Say it kindly, and say what to do."),
        max_length=200,
    )


class HandOverForm(forms.Form):
    """Who answers a question, and by when."""

    owner = forms.TypedChoiceField(label=_("Who answers?"), coerce=int)
    answer_by = forms.DateField(label=_("Answer by"), widget=DayInput())

    def __init__(self, *args, thread, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = names_in_order(
            thread.programme_id, readers_of(thread.programme_id, thread.subgroup_id, ANSWERING)
        )

    def clean_answer_by(self):
        day = self.cleaned_data["answer_by"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a later day."), code="past")
        return day


class ReportForm(GuardedForm):
    reason = forms.CharField(
        label=_("What should the coaches look at?"),
        help_text=_("The coaches see this and the message, but not who you are."),
        max_length=200,
    )


class MoveForm(GuardedForm):
    """Another title, subject or, of what is for everybody, fewer readers; ``cleaned_data`` is for ``actions.move``."""

    title = forms.CharField(label=_("What is it about?"), max_length=200)
    audience = forms.ChoiceField(label=_("Who can read and answer?"), widget=forms.RadioSelect)
    about = forms.ChoiceField(label=_("Theme, session or pilot"), required=False)

    def __init__(self, *args, by, thread, **kwargs):
        now = {"title": thread.title, "audience": str(thread.subgroup_id or EVERYBODY), "about": key_of(thread)}
        super().__init__(*args, initial=now, **kwargs)
        own = Subgroup.objects.visible_to(by).filter(programme=thread.programme_id)
        self.subgroups = [thread.subgroup] if thread.subgroup else list(own)
        choices = [(str(subgroup.pk), subgroup.name) for subgroup in self.subgroups]
        everybody = [] if thread.subgroup else [(EVERYBODY, _("Everybody in the programme"))]
        self.fields["audience"].choices = everybody + choices
        self.subjects = Subjects(by, thread.programme)
        self.fields["about"].choices = self.subjects.choices

    def clean(self):
        cleaned = super().clean()
        asked = cleaned.pop("audience", "")
        cleaned["subgroup"] = next((one for one in self.subgroups if str(one.pk) == asked), None)
        cleaned |= self.subjects.of(cleaned.pop("about", ""))
        if why := does_not_fit(cleaned["subgroup"], cleaned):
            self.add_error("about", why)
        return cleaned
