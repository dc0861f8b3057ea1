"""The forms of pilots, steps and guidance visits."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import Organisation
from coaching.pilots.models import GuidanceVisit, Pilot, PilotPerson, Step
from coaching.programmes.models import MEMBERS, Enrolment
from coaching.programmes.names import names_in

NO_NAMES = _("No client's name, date of birth or anything else that tells who the client is.")


def date_field():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def prose(rows=3):
    return forms.Textarea(attrs={"rows": rows})


class SuggestForm(forms.ModelForm):
    """What is enough for an idea; the rest comes when it is planned."""

    class Meta:
        model = Pilot
        fields = ["name", "summary", "organisation", "need", "client_group"]
        widgets = {"need": prose(), "client_group": prose(2)}
        help_texts = {
            "summary": _("Everybody in the programme sees the name and this sentence."),
            "need": _("What does not work now, and for whom?"),
            "client_group": NO_NAMES,
        }

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        employers = Enrolment.objects.filter(programme=programme).values("organisation_id")
        kept = self.instance.organisation_id
        self.fields["organisation"].queryset = Organisation.objects.filter(Q(pk__in=employers) | Q(pk=kept))


class PilotForm(SuggestForm):
    """All facts of a pilot on one page."""

    class Meta(SuggestForm.Meta):
        fields = [
            *("name", "summary", "state", "organisation", "unit", "place", "starts", "ends"),
            *("need", "goal_client", "goal_worker", "client_group", "client_choice", "tool", "data_protection"),
        ]
        widgets = {
            **SuggestForm.Meta.widgets,
            **{name: prose(2) for name in ("goal_client", "goal_worker", "client_choice")},
            **{name: date_field() for name in ("starts", "ends")},
        }
        help_texts = {
            **SuggestForm.Meta.help_texts,
            "client_choice": _("Whom is it for, and what rules someone out?"),
            "data_protection": _("Has somebody looked at whether the tool is safe for clients' data?"),
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("starts") and cleaned.get("ends") and cleaned["ends"] < cleaned["starts"]:
            self.add_error("ends", _("The end is before the start. Check the dates."))
        return cleaned


class PersonForm(forms.Form):
    """Take one person of the programme into the pilot."""

    person = forms.TypedChoiceField(label=_("Who"), coerce=int)
    contact = forms.BooleanField(label=_("Contact person of the pilot"), required=False)

    def __init__(self, *args, pilot, **kwargs):
        super().__init__(*args, **kwargs)
        inside = set(pilot.people.values_list("person_id", flat=True))
        enrolled = Enrolment.objects.current().filter(programme=pilot.programme, role__in=MEMBERS)
        names = names_in(pilot.programme_id, set(enrolled.values_list("person_id", flat=True)) - inside)
        by_name = sorted(names.items(), key=lambda item: str(item[1]).casefold())
        self.fields["person"].choices = [("", _("Choose a person")), *by_name]

    @property
    def duty(self):
        return PilotPerson.Duty.CONTACT if self.cleaned_data["contact"] else PilotPerson.Duty.TAKES_PART


class StepForm(forms.ModelForm):
    class Meta:
        model = Step
        fields = ["title", "owner", "due"]
        widgets = {"due": date_field()}

    def __init__(self, *args, names, **kwargs):
        """``names``: {person id: shown name} of the pilot's people."""
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = self.fields["owner"].queryset.filter(pk__in=names)
        self.fields["owner"].label_from_instance = lambda person: names[person.pk]
        self.fields["owner"].empty_label = _("everybody together")


class VisitForm(forms.ModelForm):
    """A visit in one screen. The people of every pilot are in it; only the chosen pilot's count."""

    client = forms.UUIDField(widget=forms.HiddenInput)
    people = forms.TypedMultipleChoiceField(label=_("Who was met"), coerce=int, required=False)

    class Meta:
        model = GuidanceVisit
        fields = ["pilot", "date", "form", "minutes", "topics", "agreed"]
        help_texts = {"topics": NO_NAMES}
        widgets = {
            "date": date_field(),
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
