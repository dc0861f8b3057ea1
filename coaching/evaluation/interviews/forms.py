"""What an evaluator writes down of an interview."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import User
from coaching.core.fields import refuse_identity_codes
from coaching.core.forms import DayInput, GuardedForm
from coaching.core.languages import CONTENT_LANGUAGES, of_language
from coaching.evaluation.interviews.actions import may_be_asked
from coaching.evaluation.interviews.files import text_of, with_plain_ends
from coaching.evaluation.interviews.models import LONGEST, Interview
from coaching.programmes.masking import stand_ins_in
from coaching.programmes.names import names_in

KEEP, OTHER = "keep", "other"
BESIDES_NAMES = {
    "fi": {
        "place": "[paikka]",
        "organisation": "[organisaatio]",
        "address": "[osoite]",
        "number": "[numero]",
        "link": "[linkki]",
        "day": "[päivä]",
    },
    "sv": {
        "place": "[plats]",
        "organisation": "[organisation]",
        "address": "[adress]",
        "number": "[nummer]",
        "link": "[länk]",
        "day": "[dag]",
    },
    "en": {
        "place": "[place]",
        "organisation": "[organisation]",
        "address": "[address]",
        "number": "[number]",
        "link": "[link]",
        "day": "[day]",
    },
}
_LABELS = {
    "name": _("Name"),
    "place": _("Place"),
    "organisation": _("Organisation"),
    "address": _("Address"),
    "number": _("Number"),
    "link": _("Link"),
    "day": _("Day"),
    OTHER: _("Something else"),
    KEEP: _("Keep as it is"),
}
OFFERED = {
    "name": ("name", "place", "organisation", OTHER, KEEP),
    "address": ("address", "place", OTHER, KEEP),
    "number": ("number", OTHER, KEEP),
    "link": ("link", "organisation", OTHER, KEEP),
    "day": ("day", OTHER, KEEP),
}


class InterviewForm(GuardedForm):
    person = forms.ModelChoiceField(
        label=_("Who was interviewed"),
        queryset=User.objects.none(),
        empty_label="–",
        help_text=_("Those who consent to being asked for an interview."),
    )
    kind = forms.ChoiceField(label=_("Interviewed as"), choices=Interview.Kind.choices, widget=forms.RadioSelect)
    held_on = forms.DateField(label=_("Day"), widget=DayInput)
    language = forms.ChoiceField(label=_("Language"), choices=CONTENT_LANGUAGES)

    def __init__(self, study, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = may_be_asked(study.programme_id)
        names = names_in(study.programme_id, people)
        self.fields["person"].queryset = User.objects.filter(pk__in=people).order_by("display_name")
        self.fields["person"].label_from_instance = lambda person: names[person.pk]
        self.fields["held_on"].initial = timezone.localdate()
        self.fields["held_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.has_people = bool(names)

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."), code="future")
        return held_on


class TranscriptForm(GuardedForm):
    text = forms.CharField(
        label=_("What was said in the interview"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("One line for each turn, such as “H: …” and “V: …”."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("Plain text (.txt) or Word (.docx), at most 5 MB. Only its text is taken."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.docx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        refuse_identity_codes(file.name)
        text = text_of(file)
        if len(text) > LONGEST:
            raise forms.ValidationError(_("The text is too long. Put it in as two interviews."), code="long")
        return text

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            if not (cleaned["text"].strip() or cleaned["file"].strip()):
                self.add_error("text", forms.ValidationError(_("Paste the text or choose a file."), code="required"))
            elif cleaned["text"].strip() and cleaned["file"].strip():
                self.add_error("file", forms.ValidationError(_("Give the text or a file, not both."), code="both"))
        return cleaned

    @property
    def said(self):
        return with_plain_ends(self.cleaned_data["text"] or self.cleaned_data["file"])


class DecideForm(GuardedForm):
    """A decision for each mark; words that open sentences are looked through together, and names among them ticked.

    What looks like one thing only is chosen beforehand, never to be kept. The
    text travels in the page: nothing is kept of it until all is decided.
    """

    TICKED = ("opening", "ordinary")

    def __init__(self, marks, language, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.name = stand_ins_in(language).name
        self._stand_ins = of_language(BESIDES_NAMES, language) | {"name": self.name}
        self.openings, self.ordinary = ([mark for mark in marks if mark.kind == kind] for kind in self.TICKED)
        self.marks = [mark for mark in marks if mark.kind not in self.TICKED]
        self._add_ticks("openings", self.openings)
        self._add_ticks("ordinary", self.ordinary)
        if self.openings:
            self.fields["looked"] = forms.BooleanField(
                label=_("I have looked them through"),
                error_messages={"required": _("Look these through, and say that you have.")},
            )
        for mark in self.marks:
            self._add_choice(mark)

    @classmethod
    def parted_anew(cls, marks, language, data):
        """The form once more, with what had been chosen for those marks that are as they were."""
        ticked = {f"{name}-names": data.getlist(f"{name}-names") for name in ("openings", "ordinary")}
        return cls(marks, language, initial=data.dict() | ticked)

    def _add_ticks(self, name, marks):
        self.fields[f"{name}-names"] = forms.MultipleChoiceField(
            label=_("Tick those that name somebody or some place"),
            choices=[(mark.key, mark.text) for mark in marks],
            initial=[mark.key for mark in marks if mark.kind == "opening" and mark.guess == "name"],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def _add_choice(self, mark):
        self.fields[mark.key] = forms.ChoiceField(
            label=mark.text,
            choices=[(choice, _LABELS[choice]) for choice in OFFERED[mark.kind]],
            initial=mark.guess,
            widget=forms.RadioSelect,
            error_messages={"required": _("Decide this one.")},
        )
        self.fields[f"{mark.key}-other"] = forms.CharField(
            label=_("What stands there instead"), required=False, max_length=40
        )

    def clean(self):
        cleaned = super().clean()
        for mark in self.marks:
            if cleaned.get(mark.key) == OTHER and not cleaned.get(f"{mark.key}-other", "").strip("[] "):
                sentence = _("Write what stands there instead, such as: a colleague.")
                self.add_error(f"{mark.key}-other", forms.ValidationError(sentence, code="required"))
        return cleaned

    @property
    def decided(self):
        """{mark: what stands for it, None to keep it}, once the form is right."""
        ticked = {*self.cleaned_data["openings-names"], *self.cleaned_data["ordinary-names"]}
        together = {mark.key: self.name if mark.key in ticked else None for mark in [*self.openings, *self.ordinary]}
        return together | {mark.key: self._stands_for(mark) for mark in self.marks}

    def _stands_for(self, mark):
        choice = self.cleaned_data[mark.key]
        if choice == OTHER:
            return f"[{self.cleaned_data[f'{mark.key}-other'].strip('[] ')}]"
        return self._stand_ins.get(choice)

    def rows(self):
        """Each mark with its fields, for the page."""
        return [{"mark": mark, "choice": self[mark.key], "other": self[f"{mark.key}-other"]} for mark in self.marks]

    def ticks(self):
        """Each word that opens a sentence with its box."""
        return [{"mark": mark, "box": box} for mark, box in zip(self.openings, self["openings-names"], strict=True)]

    @property
    def ordinary_boxes(self):
        return self["ordinary-names"]
