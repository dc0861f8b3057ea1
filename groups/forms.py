"""Forms for coming into a subgroup and for looking after one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.accounts.forms import NewPersonForm
from coaching.accounts.models import User
from coaching.core.forms import GuardedForm
from coaching.programmes.models import Role
from groups.models import JoinLink, Subgroup


class CodeForm(GuardedForm):
    code = forms.CharField(
        label=_("Join code"),
        max_length=40,
        help_text=_("Eight letters and numbers, such as 7KQ2-X9RM. You get it from your coach or the organiser."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


def consent_field():
    return forms.BooleanField(
        label=_("I take part, and I have read what it means"),
        error_messages={"required": _("Tick this if you want to join. Without it we may not keep anything of you.")},
    )


def pseudonym_field():
    return forms.CharField(
        label=_("Pseudonym"),
        min_length=2,
        max_length=40,
        help_text=_("Any name you like, but not your own. Others see only this, in everything."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NewParticipantForm(NewPersonForm):
    taking_part = consent_field()


class NewDeveloperClientForm(GuardedForm):
    """No e-mail and no name of one's own: they are not asked for."""

    pseudonym = pseudonym_field()
    language = forms.ChoiceField(label=_("Language"), choices=User._meta.get_field("language").choices)
    taking_part = consent_field()


class PresentPersonForm(GuardedForm):
    """Joining with the account one is logged in with."""

    taking_part = consent_field()


class PresentPersonWithPseudonymForm(PresentPersonForm):
    pseudonym = pseudonym_field()
    field_order = ["pseudonym", "taking_part"]


class LinkForm(forms.Form):
    role = forms.ChoiceField(label=_("Who joins by it"), choices=JoinLink._meta.get_field("role").choices)
    days = forms.IntegerField(label=_("For how many days it works"), min_value=1, max_value=60, initial=14)
    uses = forms.IntegerField(label=_("How many people may join by it"), min_value=1, max_value=200, initial=30)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("role") == Role.DEVELOPER_CLIENT and cleaned.get("uses", 0) > 5:
            self.add_error("uses", _("At most five developer-clients by one link."))
        return cleaned


class MemberForm(forms.Form):
    """One of the subgroup's members, by the shown name."""

    person = forms.TypedChoiceField(label=_("Member"), coerce=int, empty_value=None)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(one.person_id, one.name) for one in members if not one.coaches]
        self.fields["person"].choices = [("", self.nobody), *choices]

    nobody = "–"


class ChairForm(MemberForm):
    nobody = _("No chair")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].label = _("Chair")
        self.fields["person"].required = False


class MoveForm(MemberForm):
    to = forms.ModelChoiceField(label=_("To the subgroup"), queryset=Subgroup.objects.none(), empty_label="–")

    def __init__(self, *args, subgroup, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Subgroup.objects.filter(programme=subgroup.programme).exclude(pk=subgroup.pk)
