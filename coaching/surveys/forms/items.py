"""One question of an instrument, as its writer fills it in."""

from itertools import zip_longest

from django import forms
from django.utils.text import format_lazy, slugify
from django.utils.translation import gettext_lazy as _

from coaching.core.keys import free_among
from coaching.surveys.forms.limits import circle_fields, limits_of, role_field, spread
from coaching.surveys.forms.texts import TextsForm
from coaching.surveys.models import Item, Wave
from coaching.surveys.texts import written_in

LINES = forms.Textarea(attrs={"rows": 5})
IN_LANGUAGES = _("One a line. Other languages on the same line, after |: “Ei | Nej | No”.")
ALONE = "alone"
SENT_KINDS = [choice for choice in Wave.Kind.choices if choice[0] != Wave.Kind.SESSION]
CHOSEN = (Item.Kind.SINGLE, Item.Kind.MULTIPLE, Item.Kind.SCALE, Item.Kind.MATRIX)
SETTING_FIELDS = {
    "options": CHOSEN,
    "area_helps": (Item.Kind.MATRIX,),
    "levels": (Item.Kind.MATRIX,),
    "cannot_say": (Item.Kind.SCALE,),
    "lowest": (Item.Kind.NUMBER,),
    "highest": (Item.Kind.NUMBER,),
    "unit": (Item.Kind.NUMBER,),
}
"""The fields that are only for some kinds of question."""
NEEDED = ("options", "levels")
"""Those that a question of such a kind cannot be without."""
KEPT_AS_TOLD = ("cannot_say", "lowest", "highest")


class ItemForm(TextsForm):
    """``options`` are choices, steps or areas, by the kind; ``levels`` are a matrix's."""

    spoken = (("text", _("Question"), forms.TextInput, True), ("help", _("Help"), forms.TextInput, False))
    options = forms.CharField(
        label=_("Answers, steps or areas"),
        widget=LINES,
        required=False,
        help_text=format_lazy("{} {}", IN_LANGUAGES, _("Two lines for a scale are its ends, with five steps.")),
    )
    area_helps = forms.CharField(
        label=_("Help for the areas"),
        widget=LINES,
        required=False,
        help_text=_("One a line in the order of the areas; an empty line for an area without help."),
        strip=False,
    )
    levels = forms.CharField(label=_("Levels of the areas"), widget=LINES, required=False, help_text=IN_LANGUAGES)
    cannot_say = forms.BooleanField(label=_("“I cannot say” may be chosen, too"), required=False)
    lowest = forms.FloatField(label=_("Lowest number"), required=False)
    highest = forms.FloatField(label=_("Highest number"), required=False)
    unit = forms.CharField(
        label=_("Unit"),
        required=False,
        max_length=200,
        help_text=_("Stands after the number. Other languages after |: tuntia | timmar | hours"),
    )

    def __init__(self, *args, survey, item=None, sections=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.survey, self.item = survey, item
        self.fixed = survey.has_answers
        kind = item.kind if item else self.data.get("kind")
        for name, kinds in SETTING_FIELDS.items():
            self.fields[name].required = name in NEEDED and (kind is None or kind in kinds)
            self.fields[name].widget.attrs["data-kinds"] = " ".join(kinds)
            if item and item.kind not in kinds:
                del self.fields[name]
        if item is None:
            self._ask_kind_and_place(sections)
        if not self.fixed:
            self._ask_limits()

    def _ask_kind_and_place(self, sections):
        kinds = forms.ChoiceField(label=_("Kind of question"), choices=Item.Kind.choices, initial=Item.Kind.SCALE)
        choices = [("", _("a new part"))] + [(str(one.pk), name) for one, name in sections]
        where = forms.ChoiceField(label=_("Part"), choices=choices, required=False, initial=choices[-1][0])
        self.fields = {"kind": kinds, **self.fields, "section": where}

    def _ask_limits(self):
        """Of whom it is asked and when; an anonymous survey asks everybody the same."""
        graded = self.survey.items.filter(kind__in=[Item.Kind.SCALE, Item.Kind.MATRIX], retrospective=False)
        graded = graded.order_by("section__place", "place", "pk")
        looked_at = [(str(one.pk), _("Yes, beside: {question}").format(question=one)) for one in graded]
        if self.item is None or self.item.is_graded:
            self.fields["looks_back"] = forms.ChoiceField(
                label=_("Does it ask, afterwards, how it was before?"),
                choices=[("", _("No")), (ALONE, _("Yes, and nothing was asked before")), *looked_at],
                required=False,
                help_text=_("It is marked so for those who answer, and told apart from what was answered at the time."),
            )
        self.fields["waves"] = forms.MultipleChoiceField(
            label=_("Asked only"),
            choices=SENT_KINDS,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("Nothing ticked: every time."),
        )
        if self.survey.is_anonymous:
            return
        self.fields["roles"] = role_field(
            label=_("Asked only of"),
            required=False,
            help_text=_(
                "Nothing ticked: everybody. What is asked of one kind of members alone is left out of the "
                "evaluator's tables: it would tell who the developer-clients are."
            ),
        )
        self.fields |= circle_fields(self.survey.programme)

    def clean(self):
        cleaned = super().clean()
        kind = self.item.kind if self.item else cleaned.get("kind")
        if kind and not self.errors:
            cleaned["settings"] = self._settings(kind, self._lines("options"), self._lines("levels"))
            self._put_beside(kind, cleaned["settings"])
        return cleaned

    @property
    def asked(self):
        """Of whom and when it is asked and whether it looks back, as a verb takes them; as it was where it stands."""
        if self.fixed:
            return {name: getattr(self.item, name) for name in ("only_for", "then_of", "retrospective")}
        told = self.cleaned_data
        waves = {"waves": told["waves"]} if told["waves"] else {}
        chosen = told.get("looks_back", "")
        beside = self.survey.items.get(pk=chosen) if chosen not in ("", ALONE) else None
        return {"only_for": limits_of(told) | waves, "then_of": beside, "retrospective": bool(chosen)}

    @classmethod
    def initial_of(cls, item):
        """What the form shows of a question that is there."""
        own, told = item.survey.programme.language, item.settings
        looks_back = (str(item.then_of_id) if item.then_of_id else ALONE) if item.retrospective else ""
        return {
            **cls.spread(text=item.text, help=item.help),
            **spread(item.only_for),
            **{name: told.get(name) for name in KEPT_AS_TOLD},
            "options": as_lines(_option_texts(item), own),
            "levels": as_lines(told.get("levels", []), own),
            "area_helps": as_lines([one.get("help", {}) for one in told.get("areas", [])], own).rstrip("\n"),
            "unit": as_lines([told["unit"]], own) if told.get("unit") else "",
            "waves": item.only_for.get("waves", []),
            "looks_back": looks_back,
        }

    def _lines(self, name):
        """[{language: text}] of a field's lines; the languages stand in the order of the pages' own."""
        return [told for told in self._all_lines(name) if self.own in told]

    def _all_lines(self, name):
        codes = written_in(self.own)
        for line in self.cleaned_data.get(name, "").splitlines():
            told = [part.strip() for part in line.split("|")]
            yield {code: text for code, text in zip(codes, told, strict=False) if text}

    def _put_beside(self, kind, settings):
        """The words that stand beside what is answered: a number's unit, and the help of each area."""
        if kind == Item.Kind.NUMBER:
            settings.pop("unit", None)
            if unit := self._lines("unit"):
                settings["unit"] = unit[0]
        if kind == Item.Kind.MATRIX and "areas" in settings:
            helps = list(self._all_lines("area_helps"))
            if any(helps[len(settings["areas"]) :]):
                self.add_error("area_helps", _("There are more lines than areas."))
            for area, told in zip_longest(settings["areas"], helps[: len(settings["areas"])], fillvalue={}):
                if told or "help" in area:
                    area["help"] = told

    def _settings(self, kind, options, levels):
        """The kind's settings; what the form does not show is kept from before."""
        kept = self._kept(kind)
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
            return rest | {"labels": options, "steps": len(options)}
        return kept

    def _kept(self, kind):
        """What was there, with what the small fields say."""
        kept = dict(self.item.settings) if self.item else {}
        for name in KEPT_AS_TOLD:
            if name in self.fields and kind in SETTING_FIELDS[name]:
                told = self.cleaned_data.get(name)
                kept.pop(name, None)
                if told is not None and told is not False:
                    kept[name] = int(told) if told is not True and told == int(told) else told
        if None not in (low := kept.get("lowest"), high := kept.get("highest")) and low > high:
            self.add_error("highest", _("The highest is under the lowest."))
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
            key = free_among(taken, slugify(next(iter(text.values())))[:20] or "v")
            taken.add(key)
            keyed.append({"key": key, "text": text})
        return keyed


def _option_texts(item):
    told = item.settings
    if item.kind == Item.Kind.SCALE:
        return told.get("labels") or [told.get("low", {}), told.get("high", {})]
    return [one["text"] for one in told.get("choices") or told.get("areas") or []]


def _steps(kept):
    """Five, unless it was a scale of ends with another number."""
    return kept.get("steps", 5) if "labels" not in kept else 5


def as_lines(texts, own):
    """[{language: text}] as the field shows them."""
    codes = written_in(own)
    lines = []
    for told in texts:
        parts = [told.get(code, "") for code in codes]
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        lines.append(" | ".join(parts))
    return "\n".join(lines)
