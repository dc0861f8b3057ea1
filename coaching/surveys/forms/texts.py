"""Words in several languages, and the words of an instrument and of its parts."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from coaching.programmes.models import Session
from coaching.surveys.models import Survey
from coaching.surveys.texts import LANGUAGES, written_in


class TextsForm(GuardedForm):
    """``texts(name)`` gathers name_fi, name_sv … into {language: text}; the programme's own language is required."""

    spoken: tuple = ()

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme, self.own = programme, programme.language
        names = dict(settings.LANGUAGES)
        fields = {}
        for name, label, widget, required in self.spoken:
            for code in written_in(self.own):
                fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{label} ({names.get(code, code)})",
                    widget=widget(),
                    required=required and code == self.own,
                    max_length=2_000,
                )
        self.fields = fields | self.fields

    def texts(self, name):
        told = {code: self.cleaned_data.get(f"{name}_{code}", "").strip() for code in LANGUAGES}
        return {code: text for code, text in told.items() if text}

    @classmethod
    def spread(cls, **texts):
        """Initial values of {name: {language: text}}."""
        return {f"{name}_{code}": text for name, told in texts.items() for code, text in told.items()}


class SectionForm(TextsForm):
    spoken = (("title", _("Title of the part"), forms.TextInput, False), ("help", _("Help"), forms.Textarea, False))


class SurveyForm(TextsForm):
    spoken = (("title", _("Title"), forms.TextInput, True), ("intro", _("Introduction"), forms.Textarea, False))
    mode = forms.ChoiceField(
        label=_("How it is answered"),
        choices=Survey.Mode.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Under the study's number each answer is kept as it is given, and start and end can be compared. Anonymous "
            "answers belong to nobody and cannot be joined to one another. This stands from the first answer on."
        ),
    )
    session_kinds = forms.MultipleChoiceField(
        label=_("Asked by itself after each"),
        choices=Session.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Those who were there are asked on the session's page for three days. Keep it to two taps."),
    )
