"""One item of a running order."""

from django import forms
from django.utils.translation import gettext_lazy as _

from realtime.tools.polls.state import library_of
from realtime.tools.script.models import Opens, ScriptItem

LONGEST = 480


class ItemForm(forms.ModelForm):
    class Meta:
        model = ScriptItem
        fields = ("title", "minutes", "opens", "poll", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["poll"].queryset = library_of(session.theme_id)
        self.fields["poll"].empty_label = _("no poll")
        self.fields["minutes"].max_value = LONGEST

    def clean(self):
        values = super().clean()
        if values.get("opens") == Opens.POLL and not values.get("poll") and "poll" not in self.errors:
            self.add_error("poll", _("Choose which poll is opened, or let the item open nothing."))
        if values.get("opens") not in (None, Opens.POLL):
            values["poll"] = None
        if (values.get("minutes") or 0) > LONGEST:
            self.add_error("minutes", _("An item lasts 480 minutes at most."))
        return values
