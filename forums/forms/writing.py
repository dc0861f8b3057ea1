"""A post's words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.files import ACCEPT
from coaching.core.forms import GuardedForm, file_for_keeps
from coaching.programmes.names import names_in_order
from forums.readers import readers_of

LONGEST = 20_000
MOST_FILES = 5


class Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked and cleaned; ``cleaned_data`` has a list of ``core.files.Cleaned``."""

    widget = Files({"accept": ACCEPT, "multiple": True})

    def clean(self, data, initial=None):
        uploads = [file for file in data or [] if file]
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(_("Send at most five files in one message."), code="too_many")
        return [file_for_keeps(super(FilesField, self).clean(upload)) for upload in uploads]


class TextForm(GuardedForm):
    """A post; with a ``thread`` it may mention those who read it, but not its writer ``by``."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first.")},
    )
    mentions = forms.TypedMultipleChoiceField(
        label=_("Who is mentioned?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    files = FilesField(
        label=_("Files"),
        help_text=_("PDF, pictures, Office documents or text, 10 MB each. Who made them is taken out of them."),
        required=False,
    )

    def __init__(self, *args, thread, by, **kwargs):
        super().__init__(*args, **kwargs)
        people = readers_of(thread.programme_id, thread.subgroup_id) - {by.pk}
        self.fields["mentions"].choices = names_in_order(thread.programme_id, people)
