"""What forms ask of a poll; the kinds have the last word on all of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from realtime.tools.polls.kinds import CHOICES, KINDS, SIMPLE
from realtime.tools.polls.kinds.kind import WrongQuestion
from realtime.tools.polls.models import Anonymity, Poll, Reveal

QUICK = {
    "yes_no": _("Yes or no"),
    "scale": _("Scale 1–5"),
    "cloud": _("One word"),
    "text": _("Open question"),
    "single": _("Own options, choose one"),
    "multiple": _("Own options, choose several"),
}
QUICK_SETTINGS = {"cloud": {"words": 1}}
NEEDS_OPTIONS = ("single", "multiple")


class AskedForm(GuardedForm):
    """A question of some kind: ``asked`` has what a verb needs, once the form is valid."""

    question = forms.CharField(label=_("Question"), max_length=300)
    options = forms.CharField(
        label=_("Options"),
        help_text=_("One option on each line, 2–10 in all."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2200,
        required=False,
    )
    anonymity = forms.ChoiceField(label=_("Anonymity"), choices=Anonymity, initial=Anonymity.ANONYMOUS)

    def __init__(self, *args, language="fi", **kwargs):
        super().__init__(*args, **kwargs)
        self.language = language

    def settings_of(self, cleaned):
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind in KINDS and not self.errors:
            settings = {"language": self.language, **self.settings_of(cleaned)}
            options = cleaned["options"].splitlines() if KINDS[kind].most_options else []
            try:
                cleaned["options"], cleaned["settings"] = KINDS[kind].checked(options, settings)
            except WrongQuestion as wrong:
                self.add_error(wrong.name if wrong.name in self.fields else None, wrong.message)
        return cleaned

    def asked(self):
        names = ("question", "kind", "options", "settings", "reveal", "anonymity")
        return {name: self.cleaned_data[name] for name in names}


class QuickPollForm(AskedForm):
    """A poll made while talking: a question, what kind of answer, and it is open."""

    kind = forms.ChoiceField(
        label=_("How is it answered?"), choices=QUICK.items(), initial="yes_no", widget=forms.RadioSelect
    )
    reveal = forms.ChoiceField(
        label=_("Who sees the results?"),
        choices=[("", _("As is usual: open answers first the coach, others when closed")), *Reveal.choices],
        required=False,
    )
    field_order = ["question", "kind", "options", "anonymity", "reveal"]

    def settings_of(self, cleaned):
        return QUICK_SETTINGS.get(cleaned["kind"], {})

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("reveal"):
            cleaned["reveal"] = Reveal.COACH_ONLY if cleaned.get("kind") == "text" else Reveal.WHEN_CLOSED
        if cleaned.get("kind") not in NEEDS_OPTIONS and isinstance(cleaned.get("options"), str):
            cleaned["options"] = []
        return cleaned


class PollForm(AskedForm):
    """A poll for the library, with everything its kind may be told."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CHOICES)
    steps = forms.IntegerField(label=_("Steps on the scale"), min_value=3, max_value=10, required=False, initial=5)
    low = forms.CharField(label=_("Words at the low end"), max_length=60, required=False)
    high = forms.CharField(label=_("Words at the high end"), max_length=60, required=False)
    lowest = forms.IntegerField(label=_("Lowest number"), required=False, initial=0)
    highest = forms.IntegerField(label=_("Highest number"), required=False, initial=100)
    unit = forms.CharField(
        label=_("Unit"), help_text=_("For example minutes or customers."), max_length=20, required=False
    )
    words = forms.IntegerField(label=_("Words from each"), min_value=1, max_value=5, required=False, initial=3)
    points = forms.IntegerField(label=_("Points to share"), min_value=2, max_value=100, required=False, initial=10)
    questions = forms.ModelMultipleChoiceField(
        label=_("Questions of the form"),
        help_text=_("Prepared polls of this theme, copied into the form in this order."),
        queryset=Poll.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reveal = forms.ChoiceField(label=_("Who sees the results?"), choices=Reveal, initial=Reveal.WHEN_CLOSED)
    seconds = forms.TypedChoiceField(
        label=_("Time to answer"),
        choices=[
            ("", _("Until the coach closes it")),
            (30, _("30 seconds")),
            (60, _("1 minute")),
            (120, _("2 minutes")),
            (300, _("5 minutes")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )
    field_order = ["kind", "question", "options"]

    def __init__(self, *args, library, poll=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.poll = poll
        self.fields["questions"].queryset = library.filter(kind__in=SIMPLE)

    def settings_of(self, cleaned):
        questions = [
            {"question": poll.question, "kind": poll.kind, "options": poll.options, "settings": poll.settings}
            for poll in cleaned["questions"]
        ]
        if not questions and self.poll is not None and self.poll.kind == "form":
            questions = self.poll.settings["questions"]
        declared = {name: cleaned[name] for name in KINDS[cleaned["kind"]].settings if name in self.fields}
        return {**declared, "questions": questions}

    def asked(self):
        return {**super().asked(), "seconds": self.cleaned_data["seconds"]}


def initial_of(poll):
    """The values a poll has in its form."""
    return {
        **{
            name: value for name, value in poll.settings.items() if name in PollForm.base_fields and name != "questions"
        },
        "kind": poll.kind,
        "question": poll.question,
        "options": "\n".join(poll.options),
        "reveal": poll.reveal,
        "anonymity": poll.anonymity,
        "seconds": poll.seconds or "",
    }
