"""A post's words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm

LONGEST = 20_000


class TextForm(GuardedForm):
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first.")},
    )
