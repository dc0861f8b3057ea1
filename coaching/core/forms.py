"""What every form of the house shares."""

from django import forms
from django.forms.renderers import TemplatesSetting

from coaching.core.errors import Refused
from coaching.core.fields import refuse_identity_codes
from coaching.core.files import LARGEST, cleaned


class HouseRenderer(TemplatesSetting):
    """Plain {{ form }} comes out in the house's look."""

    form_template_name = "components/form.html"
    field_template_name = "components/_field.html"


class DayInput(forms.DateInput):
    """The browser's own calendar, which takes days in one form only."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class GuardedForm(forms.Form):
    """A form without a model: its text is guarded like a column's."""

    def clean(self):
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                try:
                    refuse_identity_codes(value)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return cleaned


def file_for_keeps(upload, largest=LARGEST):
    """What is kept of an uploaded file (``files.Cleaned``); its name is guarded as text is."""
    refuse_identity_codes(upload.name)
    try:
        return cleaned(upload, largest)
    except Refused as refusal:
        raise forms.ValidationError(refusal.message, code=refusal.code) from refusal
