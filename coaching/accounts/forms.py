"""The forms of one's own account, and of coming in."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import User
from coaching.core.forms import GuardedForm


class NewPersonForm(GuardedForm):
    """Name, e-mail and language of somebody new; ``actions.new_person`` takes ``cleaned_data`` as it is."""

    name = forms.CharField(label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("With it you log in by a code that we send you. Without it you get a personal code of your own."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=User._meta.get_field("language").choices)

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class SettingsForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["display_name", "language"]
        labels = {"display_name": _("Your name")}
        help_texts = {"display_name": _("Where you go by a pseudonym, others see the pseudonym and never this name.")}
        widgets = {"display_name": forms.TextInput(attrs={"autocomplete": "name"})}


class PersonalCodeForm(GuardedForm):
    login_code = forms.CharField(
        label=_("Personal code"),
        max_length=40,
        help_text=_("Sixteen letters and numbers, such as 7KQ2-X9RM-4HTP-W8CD. Dashes and capitals do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "current-password", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ForgetForm(forms.Form):
    """Asks for a word to be typed, so that nobody is forgotten by a slip of the thumb."""

    word = forms.CharField(
        max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["word"].label = gettext("Type the word “%(word)s”") % {"word": self.expected}

    @property
    def expected(self):
        return gettext("forget")

    def clean_word(self):
        word = self.cleaned_data["word"].strip().lower()
        if word != self.expected.lower():
            raise forms.ValidationError(
                _("The word was different. Type “%(word)s” if you want to be forgotten."),
                params={"word": self.expected},
            )
        return word
