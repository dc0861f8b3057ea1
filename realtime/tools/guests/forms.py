"""What a guest is asked: the code, and what to be called."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from realtime.tools.guests.nicknames import LONGEST


class CodeForm(GuardedForm):
    code = forms.CharField(
        label=_("Code of the event"),
        max_length=12,
        help_text=_("Six letters and numbers. You see it on the screen or in the invitation."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class NicknameForm(GuardedForm):
    nickname = forms.CharField(
        label=_("What shall we call you?"),
        max_length=LONGEST,
        help_text=_("Everybody in the room sees this. It need not be your own name."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "autofocus": True}),
    )
