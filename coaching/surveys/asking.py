"""A wave as one person meets it: the sections and items asked of them, with what they have answered."""

from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from coaching.surveys import kinds
from coaching.surveys.audience import Belonging, named_circles
from coaching.surveys.models import Answer, Item

SECONDS = {"single": 8, "multiple": 12, "scale": 7, "number": 8, "date": 8, "text": 40, "matrix": 8}
"""How long an item takes by thumb; a matrix so long an area."""


@dataclass
class Question:
    """An item on the page: ``value`` as kept, or ``typed`` as sent when it was refused with ``error``."""

    item: Item
    value: object = None
    typed: str = ""
    error: str = ""

    @property
    def is_answered(self):
        return self.value is not None

    @property
    def template(self):
        return f"surveys/items/{self.item.kind}.html"

    @property
    def text_value(self):
        return self.typed or ("" if self.value is None else self.value)

    @property
    def choices(self):
        """[(value in the form, texts, whether chosen)] of a single or multiple choice."""
        chosen = self.value if isinstance(self.value, list) else [self.value]
        return [(choice["key"], choice["text"], choice["key"] in chosen) for choice in self.item.settings["choices"]]

    @property
    def steps(self):
        """[(step, texts, whether chosen)] of a scale."""
        return [(step, texts, step == self.value) for step, texts in kinds.step_labels(self.item).items()]

    @property
    def is_worded(self):
        """Whether the steps' own words stand on the buttons; else their numbers, with the ends told below."""
        return bool(self.item.settings.get("labels")) and not self.item.settings.get("numbered")

    @property
    def ends(self):
        """The (step, texts) of both ends."""
        labels = list(kinds.step_labels(self.item).items())
        return labels[0], labels[-1]

    @property
    def cannot_say(self):
        return self.value == kinds.CANNOT_SAY

    @property
    def areas(self):
        """[(area, [(level, texts, whether chosen)])] of a matrix."""
        labels = kinds.step_labels(self.item)
        value = self.value or {}
        return [
            (area, [(level, texts, value.get(area["key"]) == level) for level, texts in labels.items()])
            for area in self.item.settings["areas"]
        ]


@dataclass
class Part:
    """A section with the questions asked in it."""

    section: object
    number: int
    questions: list = field(default_factory=list)


def parts_asked(wave, person, belonging=None):
    """[Part …]: sections in which this person is asked something in this wave, answers not filled in."""
    prefetch_related_objects([wave.survey], "sections__items")
    found = wave.survey.sections.all()
    everything = [item for section in found for item in section.items.all()]
    belonging = belonging or Belonging.of(person, wave.programme, named_circles(*(i.only_for for i in everything)))
    parts = []
    for section in found:
        asked = [item for item in section.items.all() if item.asked_in(wave) and belonging.fits(item.only_for)]
        if asked:
            parts.append(Part(section, len(parts) + 1, [Question(item) for item in asked]))
    return parts


def questions_of(parts):
    return [question for part in parts for question in part.questions]


def fill(parts, sheet):
    """Put what the sheet holds into the questions."""
    values = dict(Answer.objects.filter(sheet=sheet).values_list("item_id", "value")) if sheet else {}
    for question in questions_of(parts):
        question.value = values.get(question.item.pk)
    return parts


def take(questions, data):
    """Read the form into the questions, with the error beside what is refused; whether all could be read."""
    for question in questions:
        try:
            question.value = kinds.read(question.item, data)
        except kinds.Wrong as wrong:
            question.error = str(wrong)
        if question.error and not question.item.is_coded:
            question.typed = data.get(question.item.name, "")
    return not any(question.error for question in questions)


def minutes(parts):
    """About how long it takes, in whole minutes, at least one."""
    seconds = 0
    for question in questions_of(parts):
        times = len(question.item.settings["areas"]) if question.item.kind == "matrix" else 1
        seconds += SECONDS[question.item.kind] * times
    return max(1, round(seconds / 60))
