"""The forms of pilots, their people and steps."""

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import Organisation
from coaching.core.fields import Prose
from coaching.core.forms import DayInput
from coaching.pilots.models import Pilot, PilotPerson, Step
from coaching.pilots.parts import NO_NAMES
from coaching.programmes.models import MEMBERS, Enrolment
from coaching.programmes.names import names_in_order


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
        _only_employers(self, programme)


def _only_employers(form, programme):
    """The houses that people of the programme come from, and the one chosen before."""
    employers = Enrolment.objects.filter(programme=programme).values("organisation_id")
    kept = form.instance.organisation_id
    form.fields["organisation"].empty_label = _("not chosen")
    form.fields["organisation"].queryset = Organisation.objects.filter(Q(pk__in=employers) | Q(pk=kept))


class PartForm(forms.ModelForm):
    """One short part of a pilot's record."""

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        if "organisation" in self.fields:
            _only_employers(self, programme)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("starts") and cleaned.get("ends") and cleaned["ends"] < cleaned["starts"]:
            self.add_error("ends", _("The end is before the start. Check the dates."))
        if cleaned.get("reasons") == "" and cleaned.get("outcome"):
            self.add_error("reasons", _("Write why: others learn from the reasons."))
        return cleaned


def part_form(part):
    """The form class of one part."""
    fields = [Pilot._meta.get_field(name) for name in part.fields]
    widgets = {field.name: prose(part.rows) for field in fields if isinstance(field, Prose)}
    widgets |= {field.name: DayInput() for field in fields if isinstance(field, models.DateField)}
    widgets |= {"outcome": forms.RadioSelect} if "outcome" in part.fields else {}
    made = forms.modelform_factory(Pilot, PartForm, fields=part.fields, widgets=widgets, help_texts=part.helps)
    if "outcome" in part.fields:
        made.base_fields["outcome"].choices = [("", _("not decided yet")), *Pilot.Outcome.choices]
    return made


class PersonForm(forms.Form):
    """Take one person of the programme into the pilot."""

    person = forms.TypedChoiceField(label=_("Who"), coerce=int)
    contact = forms.BooleanField(label=_("Contact person of the pilot"), required=False)

    def __init__(self, *args, pilot, **kwargs):
        super().__init__(*args, **kwargs)
        inside = set(pilot.people.values_list("person_id", flat=True))
        enrolled = Enrolment.objects.current().filter(programme=pilot.programme, role__in=MEMBERS)
        outside = set(enrolled.values_list("person_id", flat=True)) - inside
        self.fields["person"].choices = [("", _("Choose a person")), *names_in_order(pilot.programme_id, outside)]

    @property
    def duty(self):
        return PilotPerson.Duty.CONTACT if self.cleaned_data["contact"] else PilotPerson.Duty.TAKES_PART


class StepForm(forms.ModelForm):
    class Meta:
        model = Step
        fields = ["title", "owner", "due"]
        widgets = {"due": DayInput()}

    def __init__(self, *args, names, **kwargs):
        """``names``: {person id: shown name} of the pilot's people."""
        super().__init__(*args, **kwargs)
        choose_among(self.fields["owner"], names)


def choose_among(field, names):
    """An owner is one of the pilot's people, or all of them."""
    field.queryset = field.queryset.filter(pk__in=names)
    field.label_from_instance = lambda person: names[person.pk]
    field.empty_label = _("everybody together")
