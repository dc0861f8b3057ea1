"""The variables of a programme's surveys: one for each answer that a table can hold, named alike in every table."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from coaching.core.registries import NO_ANSWER, NOT_ASKED, Column
from coaching.programmes.models import MEMBERS, Role
from coaching.surveys import kinds
from coaching.surveys.audience import singles_out
from coaching.surveys.models import Item, Survey, Wave
from coaching.surveys.texts import LANGUAGES

CANNOT_SAY = 97
LONGEST = 64
MISSING = {NO_ANSWER: _("no answer"), NOT_ASKED: _("not asked of this person"), CANNOT_SAY: _("cannot say")}
NUMBERS = {Wave.Kind.BEFORE: "t1", Wave.Kind.MIDDLE: "t2", Wave.Kind.AFTER: "t3", Wave.Kind.FOLLOW_UP: "t4"}
YES_NO = {0: _("not chosen"), 1: _("chosen")}
PROMISES = {
    Survey.Mode.LINKED: _("under the study's number, with the person's consent"),
    Survey.Mode.ANONYMOUS: _("anonymous: no link to a person exists"),
}


@dataclass(frozen=True)
class Variable:
    """One part of an item in one wave; of a multiple choice, one of its options."""

    name: str
    wave: Wave
    item: Item
    part: str
    words: Any

    @property
    def question(self):
        """The item's text in every language, with the area or option after it and the retrospective told apart."""
        texts = {}
        for language in LANGUAGES:
            text, part = self.item.text.get(language, ""), (self.words or {}).get(language, "")
            if text or part:
                texts[language] = " – ".join(one for one in (text, part) if one)
        return texts

    def value(self, answer):
        """The code, number, day or text of this variable in an item's answer; None where it has none."""
        if self.item.kind == "multiple":
            return None if answer is None else int(self.part in answer)
        own = kinds.part_of(self.item, answer, self.part)
        if own is not None and self.item.kind == "date":
            return date.fromisoformat(own)
        if own is None or not self.item.is_coded:
            return own
        return CANNOT_SAY if own == kinds.CANNOT_SAY else kinds.code_of(self.item, own)

    @property
    def column(self):
        told = {"title": self.question, "wave": self.wave.kind, "anonymity": str(PROMISES[self.wave.survey.mode])}
        if self.item.is_coded:
            codes = YES_NO if self.item.kind == "multiple" else kinds.codes(self.item)
            labels = {code: texts or {"fi": str(code)} for code, texts in codes.items()}
            measure = "ordinal" if self.item.is_graded else "nominal"
            return Column(kind="category", categories=labels, missing=MISSING, measure=measure, **told)
        kind = {"number": "decimal", "date": "date", "text": "words"}[self.item.kind]
        bounds = {"least": self.item.settings.get("lowest"), "most": self.item.settings.get("highest")}
        return Column(kind=kind, **(bounds if kind == "decimal" else {}), **told)


def variables(extract, *, mode=Survey.Mode.LINKED, sessions=False):
    """[Variable …] of the waves sent to people or, with ``sessions``, of what is asked after sessions, once.

    Of the waves, those of the rounds asked for.

    Items and waves by which a developer-client could be told from other members are left out.
    """
    surveys = list(Survey.objects.filter(programme=extract.programme_id, mode=mode))
    waves = Wave.objects.filter(Q() if sessions else extract.rounds("kind"), session__isnull=not sessions)
    prefetch_related_objects(surveys, "items", Prefetch("waves", waves))
    found, taken = [], set()
    for survey in surveys:
        for wave in list(survey.waves.all())[: 1 if sessions else None]:
            wave.survey = survey
            if not _only_clients(wave.audience):
                found += [variable for item in survey.items.all() for variable in _of(wave, item, taken)]
    return found


def _of(wave, item, taken):
    if singles_out(item.only_for) or not item.asked_in(wave):
        return
    parts = (
        [(choice["key"], choice["text"]) for choice in item.settings["choices"]] if item.kind == "multiple" else None
    )
    for part, words in parts or kinds.parts(item):
        yield Variable(_name(wave, item, part, taken), wave, item, part, words)


def _name(wave, item, part, taken):
    """Letters, digits and low lines, at most 64, none like another: what SPSS takes, too."""
    round_ = "feedback" if wave.session_id else NUMBERS[wave.kind]
    stem = "_".join(one for one in (round_, wave.survey.key, item.key, part) if one).replace("-", "_").lower()
    name, number = stem[:LONGEST], 2
    while name in taken:
        tail = f"_{number}"
        name, number = stem[: LONGEST - len(tail)] + tail, number + 1
    taken.add(name)
    return name


def _only_clients(audience):
    return set(audience.get("roles", ())) & {*MEMBERS} == {Role.DEVELOPER_CLIENT}
