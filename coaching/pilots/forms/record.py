"""The forms of a pilot's lists: tools, risks, figures of a month."""

from django import forms
from django.utils.translation import gettext as _

from coaching.core.forms import DayInput
from coaching.pilots.forms.pilots import choose_among, prose
from coaching.pilots.models import Figure, Risk, Tool


class ToolForm(forms.ModelForm):
    class Meta:
        model = Tool
        fields = ["name", "supplier", "identification", "check_state", "checked_by", "checked_on"]
        widgets = {"checked_on": DayInput()}

    def __init__(self, *args, names, **kwargs):
        """``names`` are not needed here: a tool belongs to nobody."""
        super().__init__(*args, **kwargs)
        self.fields["check_state"].help_text = _("Has somebody looked at whether the tool is safe for clients' data?")
        self.fields["checked_by"].help_text = _("The role, such as the data protection officer. No names are needed.")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("check_state") == Tool.Check.DONE and not cleaned.get("checked_by"):
            self.add_error("checked_by", _("Write who has checked it."))
        return cleaned


class RiskForm(forms.ModelForm):
    class Meta:
        model = Risk
        fields = ["what", "likelihood", "effect", "action", "owner"]
        widgets = {"action": prose(2)}

    def __init__(self, *args, names, **kwargs):
        """``names``: {person id: shown name} of the pilot's people."""
        super().__init__(*args, **kwargs)
        choose_among(self.fields["owner"], names)


class MonthForm(forms.Form):
    """The figures of one month; an empty one is not known, which is not the same as none."""

    def __init__(self, *args, known, **kwargs):
        """``known``: {kind: Figure} of the month."""
        super().__init__(*args, **kwargs)
        for kind, label in Figure.Kind.choices:
            figure = known.get(kind)
            self.fields[f"value_{kind}"] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=Figure.MOST,
                initial=figure and figure.value,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
            self.fields[f"about_{kind}"] = forms.BooleanField(
                label=_("about"), required=False, initial=bool(figure and figure.is_estimate)
            )

    def rows(self):
        """The number beside its tick, for each kind."""
        return [(self[f"value_{kind}"], self[f"about_{kind}"]) for kind in Figure.Kind.values]

    def figures(self):
        """{kind: (value, whether it is an estimate)}."""
        told = self.cleaned_data
        return {kind: (told[f"value_{kind}"], told[f"about_{kind}"]) for kind in Figure.Kind.values}
