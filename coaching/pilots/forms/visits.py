"""The form of a guidance visit."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import DayInput
from coaching.pilots.forms.pilots import prose
from coaching.pilots.models import GuidanceVisit
from coaching.pilots.parts import NO_NAMES
from coaching.programmes.names import names_in


class VisitForm(forms.ModelForm):
    """A visit in one screen. The people of every pilot are in it; only the chosen pilot's count."""

    client = forms.UUIDField(widget=forms.HiddenInput)
    people = forms.TypedMultipleChoiceField(label=_("Who was met"), coerce=int, required=False)

    class Meta:
        model = GuidanceVisit
        fields = ["pilot", "date", "form", "minutes", "topics", "agreed"]
        labels = {"pilot": _("Pilot")}
        help_texts = {"topics": NO_NAMES}
        widgets = {
            "date": DayInput(),
            "form": forms.RadioSelect,
            "minutes": forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": 1440}),
            "topics": prose(),
            "agreed": prose(),
        }

    def __init__(self, *args, pilots, met=(), **kwargs):
        """``pilots``: those that may be chosen, people and all; ``met``: ids of those met before an edit."""
        super().__init__(*args, **kwargs)
        self.pilots = list(pilots.select_related("organisation").prefetch_related("people"))
        self.fields["pilot"].queryset = pilots
        self.fields["pilot"].empty_label = _("Choose the pilot")
        self.fields["form"].label = _("How")
        self.inside = {pilot.pk: [one.person_id for one in pilot.people.all()] for pilot in self.pilots}
        if met:
            inside = self.inside[self.instance.pilot_id]
            inside += [person for person in met if person not in inside]
        everybody = {person for people in self.inside.values() for person in people}
        self.names = names_in(self.pilots[0].programme_id, everybody) if self.pilots else {}
        self.fields["people"].choices = self.names.items()

    def groups(self):
        """For each pilot its people: (pilot, [(id, shown name, ticked)]). A draft keeps a single tick as a text."""
        value = self["people"].value() or ()
        ticked = {value} if isinstance(value, str) else {str(person) for person in value}
        for pilot in self.pilots:
            people = [(person, self.names[person], str(person) in ticked) for person in self.inside[pilot.pk]]
            yield pilot, people

    def clean_date(self):
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come. Log the visit when it has been made."))
        return date

    def clean(self):
        cleaned = super().clean()
        pilot = cleaned.get("pilot")
        if pilot and not set(cleaned.get("people", ())) <= set(self.inside[pilot.pk]):
            self.add_error("people", _("Tick people of the chosen pilot only."))
        return cleaned
