"""What may be typed into the discussions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm

EVERYBODY = "everybody"
LONGEST = 20_000


class TextForm(GuardedForm):
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first.")},
    )


class ThreadForm(GuardedForm):
    """A new discussion. Its audience has to be chosen among ``subgroups`` and everybody; the first is suggested."""

    title = forms.CharField(label=_("What is it about?"), max_length=200)
    text = TextForm.base_fields["text"]
    audience = forms.ChoiceField(label=_("Who can read and answer?"), widget=forms.RadioSelect)
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=None, required=False, empty_label=_("No theme"))

    def __init__(self, *args, programme, subgroups, **kwargs):
        super().__init__(*args, **kwargs)
        self.subgroups = {str(subgroup.pk): subgroup for subgroup in subgroups}
        choices = [(key, subgroup.name) for key, subgroup in self.subgroups.items()]
        self.fields["audience"].choices = [*choices, (EVERYBODY, _("Everybody in the programme"))]
        self.initial.setdefault("audience", self.fields["audience"].choices[0][0])
        self.fields["theme"].queryset = programme.themes.all()

    def clean(self):
        cleaned = super().clean()
        cleaned["subgroup"] = self.subgroups.get(cleaned.pop("audience", None))
        return cleaned


class HideForm(GuardedForm):
    reason = forms.CharField(
        label=_("Why is it hidden?"),
        help_text=_("The writer sees this. Say it kindly, and say what to do."),
        max_length=200,
    )
