"""The forms of feedback: a client's and a worker's."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from coaching.pilots.forms.pilots import prose
from coaching.pilots.models import ClientFeedback, Smile, WorkerFeedback
from coaching.pilots.parts import NO_NAMES


class ClientForm(GuardedForm):
    """A face and a word. ``number`` makes an answer sent twice count once."""

    number = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    smile = forms.TypedChoiceField(
        label=_("How was it to use the service?"),
        coerce=int,
        choices=list(reversed(Smile.choices)),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the faces.")},
    )
    words = forms.CharField(
        label=_("Would you like to say more?"),
        required=False,
        max_length=ClientFeedback._meta.get_field("words").max_length,
        help_text=_("Please do not write your name, or anybody else's."),
        widget=prose(3),
    )


class WorkerForm(forms.ModelForm):
    class Meta:
        model = WorkerFeedback
        fields = ["smile", "easier", "harder"]
        widgets = {"smile": forms.RadioSelect, "easier": prose(2), "harder": prose(2)}
        help_texts = {"harder": NO_NAMES}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["smile"].choices = list(reversed(Smile.choices))
