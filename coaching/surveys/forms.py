"""Forms of whoever writes instruments. Words in several languages stand in a field each; lists are one a line."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from coaching.core.forms import GuardedForm
from coaching.programmes.models import MEMBERS, Role
from coaching.surveys.audience import CIRCLES
from coaching.surveys.models import Item, Survey, Wave
from coaching.surveys.texts import LANGUAGES

LINES = forms.Textarea(attrs={"rows": 5})
IN_LANGUAGES = _("One a line. Other languages on the same line, after |: Ei | Nej | No")


class TextsForm(GuardedForm):
    """``texts(name)`` gathers name_fi, name_sv … into {language: text}; the programme's own language is required."""

    spoken: tuple = ()

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = programme.language
        codes = dict.fromkeys([self.own, *(code for code, _name in settings.LANGUAGES)])
        names = dict(settings.LANGUAGES)
        fields = {}
        for name, label, widget, required in self.spoken:
            for code in codes:
                fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{label} ({names.get(code, code)})",
                    widget=widget(),
                    required=required and code == self.own,
                    max_length=2_000,
                )
        self.fields = fields | self.fields

    def texts(self, name):
        told = {code: self.cleaned_data.get(f"{name}_{code}", "").strip() for code in LANGUAGES}
        return {code: text for code, text in told.items() if text}

    @classmethod
    def spread(cls, **texts):
        """Initial values of {name: {language: text}}."""
        return {f"{name}_{code}": text for name, told in texts.items() for code, text in told.items()}


class SurveyForm(TextsForm):
    spoken = (("title", _("Title"), forms.TextInput, True), ("intro", _("Introduction"), forms.Textarea, False))
    mode = forms.ChoiceField(label=_("How it is answered"), choices=Survey.Mode.choices, widget=forms.RadioSelect)


class ItemForm(TextsForm):
    """``options`` are choices, steps or areas, by the kind; ``levels`` are a matrix's."""

    spoken = (("text", _("Question"), forms.TextInput, True), ("help", _("Help"), forms.TextInput, False))
    options = forms.CharField(label=_("Answers, steps or areas"), widget=LINES, required=False, help_text=IN_LANGUAGES)
    levels = forms.CharField(label=_("Levels of the areas"), widget=LINES, required=False, help_text=IN_LANGUAGES)

    def __init__(self, *args, item=None, sections=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item
        if item is None:
            kinds = forms.ChoiceField(label=_("Kind of question"), choices=Item.Kind.choices, initial=Item.Kind.SCALE)
            choices = [("", _("a new part"))] + [(str(one.pk), name) for one, name in sections]
            where = forms.ChoiceField(label=_("Part"), choices=choices, required=False)
            self.fields = {"kind": kinds, **self.fields, "section": where}
            return
        if item.kind != Item.Kind.MATRIX:
            del self.fields["levels"]
        if item.kind in (Item.Kind.NUMBER, Item.Kind.DATE, Item.Kind.TEXT):
            del self.fields["options"]

    def clean(self):
        cleaned = super().clean()
        kind = self.item.kind if self.item else cleaned.get("kind")
        if kind and not self.errors:
            cleaned["settings"] = self._settings(kind, self._lines("options"), self._lines("levels"))
        return cleaned

    def _lines(self, name):
        """[{language: text}] of a field's lines; the languages stand in the order of the pages' own."""
        codes = list(dict.fromkeys([self.own, *(code for code, _name in settings.LANGUAGES)]))
        found = []
        for line in self.cleaned_data.get(name, "").splitlines():
            told = [part.strip() for part in line.split("|")]
            if told[0]:
                found.append({code: text for code, text in zip(codes, told, strict=False) if text})
        return found

    def _settings(self, kind, options, levels):
        """The kind's settings; what the form does not show is kept from before."""
        kept = self.item.settings if self.item else {}
        if kind in (Item.Kind.SINGLE, Item.Kind.MULTIPLE):
            self._need("options", options, 2)
            return kept | {"choices": self._keyed(options, kept.get("choices", []))}
        if kind == Item.Kind.MATRIX:
            self._need("options", options, 1)
            self._need("levels", levels, 2)
            return kept | {"areas": self._keyed(options, kept.get("areas", [])), "levels": levels}
        if kind == Item.Kind.SCALE:
            self._need("options", options, 2)
            if len(options) == 2:
                ends = {"low": options[0], "high": options[1]}
                return {key: kept[key] for key in ("cannot_say",) if key in kept} | {"steps": _steps(kept), **ends}
            rest = {name: value for name, value in kept.items() if name not in ("low", "high")}
            return {"numbered": True} | rest | {"labels": options, "steps": len(options)}
        return kept

    def _need(self, name, lines, least):
        if len(lines) < least:
            self.add_error(name, _("Write at least %(least)s lines.") % {"least": least})
        if len(lines) > 30 or (name == "options" and len(lines) > 11 and self.data.get("kind") == Item.Kind.SCALE):
            self.add_error(name, _("There are too many lines."))

    @staticmethod
    def _keyed(options, before):
        """Each with the key its place had before, else one made of its words."""
        keyed, taken = [], {one["key"] for one in before}
        for place, text in enumerate(options):
            if place < len(before):
                keyed.append({**before[place], "text": text})
                continue
            stem = slugify(next(iter(text.values())))[:20] or "v"
            key, number = stem, 2
            while key in taken:
                key, number = f"{stem}-{number}", number + 1
            taken.add(key)
            keyed.append({"key": key, "text": text})
        return keyed


def _steps(kept):
    """Five, unless it was a scale of ends with another number."""
    return kept.get("steps", 5) if "labels" not in kept else 5


def as_lines(texts, own):
    """[{language: text}] as the field shows them."""
    codes = list(dict.fromkeys([own, *(code for code, _name in settings.LANGUAGES)]))
    lines = []
    for told in texts:
        parts = [told.get(code, "") for code in codes]
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        lines.append(" | ".join(parts))
    return "\n".join(lines)


class WaveForm(forms.Form):
    """When, and whom: by role, and by each kind of circle there is."""

    kind = forms.ChoiceField(
        label=_("When in the programme"),
        choices=[choice for choice in Wave.Kind.choices if choice[0] != Wave.Kind.SESSION],
    )
    opens = forms.DateField(label=_("Opens"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    closes = forms.DateField(label=_("Last day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    roles = forms.MultipleChoiceField(
        label=_("Whom"),
        choices=[(role.value, role.label) for role in Role if role != Role.EVALUATOR],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].initial = [role.value for role in MEMBERS]
        for name, circle in CIRCLES.items():
            choices = sorted(circle.names(programme.pk).items(), key=lambda pair: pair[1])
            if choices:
                self.fields[name] = forms.MultipleChoiceField(
                    label=circle.label,
                    choices=choices,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                    help_text=_("Nothing ticked: everybody."),
                )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("opens") and cleaned.get("closes") and cleaned["closes"] < cleaned["opens"]:
            self.add_error("closes", _("The last day is before the first."))
        if cleaned.get("closes") and cleaned["closes"] < timezone.localdate():
            self.add_error("closes", _("That day has gone already."))
        return cleaned

    @property
    def audience(self):
        circles = {name: self.cleaned_data[name] for name in CIRCLES if self.cleaned_data.get(name)}
        return {"roles": self.cleaned_data["roles"]} | ({"circles": circles} if circles else {})
