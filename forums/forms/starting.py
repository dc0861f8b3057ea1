"""A new discussion: of what kind, for whom, about what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from coaching.programmes.access import is_coach
from coaching.programmes.names import names_in_order
from forums.access import keeps_order
from forums.forms.subjects import EVERYBODY, Subjects, does_not_fit
from forums.forms.writing import TextForm
from forums.models import Kind, Thread
from forums.readers import ANSWERING, readers_of
from groups.models import Subgroup

KINDS = {
    Kind.TALK: _("A discussion"),
    Kind.EXPERT: _("A question to an expert: one person answers it, within a week"),
    Kind.PROMPT: _("A reflection: nobody sees the others' answers before giving their own"),
}


class ExpertChoice(forms.Select):
    """Out of sight with any other kind, where a browser that asked for it would refuse to send and not say why."""

    def use_required_attribute(self, initial):
        return False


class ThreadForm(GuardedForm):
    """Its audience has to be chosen among the subgroups ``by`` sees and everybody; the first is suggested.

    ``cleaned_data`` is what ``actions.open_thread`` takes.
    """

    kind = forms.ChoiceField(label=_("What do you start?"), widget=forms.RadioSelect, initial=Kind.TALK)
    title = forms.CharField(label=_("What is it about?"), max_length=200)
    text = TextForm.base_fields["text"]
    owner = forms.TypedChoiceField(
        label=_("Who answers?"),
        help_text=_("Only for a question to an expert."),
        coerce=int,
        empty_value=None,
        widget=ExpertChoice,
    )
    audience = forms.ChoiceField(label=_("Who can read and answer?"), widget=forms.RadioSelect)
    about = forms.ChoiceField(label=_("Theme, session or pilot"), required=False)

    def __init__(self, *args, by, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.programme = by, programme
        subgroups = Subgroup.objects.visible_to(by).filter(programme=programme)
        self.subgroups = {str(subgroup.pk): subgroup for subgroup in subgroups}
        self._tell_kinds()
        self._tell_audiences()
        self._tell_owners()
        self.subjects = Subjects(by, programme)
        self.fields["about"].choices = self.subjects.choices

    def clean(self):
        cleaned = super().clean()
        cleaned["subgroup"] = self.subgroups.get(cleaned.pop("audience", None))
        cleaned |= self.subjects.of(cleaned.pop("about", ""))
        cleaned["owner_id"] = cleaned.pop("owner", None) if cleaned.get("kind") == Kind.EXPERT else None
        cleaned.pop("owner", None)
        if not self.errors:
            self._refuse_what_does_not_fit(cleaned)
        return cleaned

    def _refuse_what_does_not_fit(self, cleaned):
        subgroup = cleaned["subgroup"]
        if cleaned["kind"] == Kind.PROMPT and not keeps_order(
            self.by, Thread(programme=self.programme, subgroup=subgroup)
        ):
            self.add_error("audience", _("You can start a reflection only where you are the coach."))
        if cleaned["kind"] == Kind.EXPERT and cleaned["owner_id"] not in self._answering(subgroup):
            self.add_error("owner", _("Choose somebody who can read what is written there."))
        if why := does_not_fit(subgroup, cleaned):
            self.add_error("about", why)

    def _answering(self, subgroup):
        return readers_of(self.programme.pk, subgroup and subgroup.pk, ANSWERING) - {self.by.pk}

    def _tell_kinds(self):
        kinds = KINDS if is_coach(self.by, self.programme) else {k: said for k, said in KINDS.items() if k != "prompt"}
        self.fields["kind"].choices = list(kinds.items())

    def _tell_audiences(self):
        choices = [(key, subgroup.name) for key, subgroup in self.subgroups.items()]
        self.fields["audience"].choices = [*choices, (EVERYBODY, _("Everybody in the programme"))]
        self.initial.setdefault("audience", self.fields["audience"].choices[0][0])

    def _tell_owners(self):
        people = readers_of(self.programme.pk, None, ANSWERING) - {self.by.pk}
        self.fields["owner"].choices = [("", _("Choose…")), *names_in_order(self.programme.pk, people)]
        self.fields["owner"].required = not self.is_bound or self.data.get("kind") == Kind.EXPERT
