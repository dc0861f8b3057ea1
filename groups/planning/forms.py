"""The forms of themes, sessions and subgroups."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import DayInput
from coaching.programmes.models import Session, Theme
from groups.models import Subgroup


class NumberedForm(forms.ModelForm):
    """A thing with a number and a name; the number is the next one unless another is given."""

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            last = self._meta.model.objects.filter(programme=programme).order_by("number").last()
            self.fields["number"].initial = last.number + 1 if last else 1

    @property
    def values(self):
        """What is written down."""
        return self.cleaned_data


class ThemeForm(NumberedForm):
    class Meta:
        model = Theme
        fields = ("number", "name", "summary", "trainers")
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}


class SubgroupForm(NumberedForm):
    """The name of a subgroup that is in use stands as it is."""

    def __init__(self, *args, is_used=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_used:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _("The subgroup is known by its name already, so the name stays.")

    class Meta:
        model = Subgroup
        fields = ("number", "name")


class SessionForm(forms.ModelForm):
    """When, where and how; a session whose day is not known has none of the three times."""

    day = forms.DateField(label=_("Day"), required=False, widget=DayInput())
    begins = forms.TimeField(label=_("Begins"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    ends = forms.TimeField(label=_("Ends"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    field_order = ["kind", "theme", "title", "subgroups", "day", "begins", "ends", "is_estimate", "mode", "place"]

    class Meta:
        model = Session
        fields = ("title", "is_estimate", "mode", "place", "join_url", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "join_url": _("Where it is held elsewhere than in this service."),
            "note": _("Everybody who sees the session sees this too."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        starts, ends = (at and timezone.localtime(at) for at in (self.instance.starts_at, self.instance.ends_at))
        if starts:
            self.initial |= {"day": starts.date(), "begins": starts.time(), "ends": ends and ends.time()}

    def clean(self):
        cleaned = super().clean()
        times = ("day", "begins", "ends")
        given = [cleaned.get(name) for name in times]
        if any(given) and not all(given) and not self.errors.keys() & set(times):
            missing = times[given.index(None)]
            self.add_error(missing, _("Give the day and both times, or none of them while they are not known."))
        elif all(given) and cleaned["ends"] <= cleaned["begins"]:
            self.add_error("ends", _("It must end after it begins."))
        return cleaned

    @property
    def values(self):
        """What is written down; a session's own times are moments."""
        told = {name: self.cleaned_data[name] for name in self._meta.fields}
        day, begins, ends = (self.cleaned_data[name] for name in ("day", "begins", "ends"))
        starts_at, ends_at = (
            timezone.make_aware(datetime.combine(day, time)) if day else None for time in (begins, ends)
        )
        return told | {"starts_at": starts_at, "ends_at": ends_at}


class NewSessionForm(SessionForm):
    """Besides: what it is and for whom, which stay as they are told here."""

    subgroups = forms.ModelMultipleChoiceField(
        label=_("For whom"),
        queryset=Subgroup.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With none ticked it is for everybody. Each subgroup ticked gets a session of its own."),
    )

    class Meta(SessionForm.Meta):
        fields = ("kind", "theme", *SessionForm.Meta.fields)
        labels = {"theme": _("Theme")}

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = programme.themes.all()
        self.fields["theme"].empty_label = _("no theme")
        self.fields["subgroups"].queryset = Subgroup.objects.filter(programme=programme)
        if not self.fields["subgroups"].queryset:
            del self.fields["subgroups"]

    @property
    def values(self):
        return super().values | {"subgroups": self.cleaned_data.get("subgroups", ())}
