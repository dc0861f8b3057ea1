"""What was answered in a wave that is over, as counts that tell of nobody: each table sums up to all who answered."""

from collections import Counter
from dataclasses import dataclass
from statistics import median, quantiles

from django.utils.translation import gettext as _

from coaching.core.suppression import hidden_answers
from coaching.surveys import kinds
from coaching.surveys.counting import fewest_told
from coaching.surveys.models import Answer, BlankSheet, Item, Sheet
from coaching.surveys.texts import said

LEFT_OUT = "left_out"
MANY_STEPS = 4


@dataclass(frozen=True)
class Row:
    """An answer and how many gave it; None is hidden."""

    label: str
    count: int | None
    share: int | None


@dataclass(frozen=True)
class Result:
    """One item, or one area of it. ``rows`` are empty for numbers, dates and texts, of which only figures are told."""

    item: Item
    part: object
    rows: tuple
    given: int | None
    middle: object = None
    half: tuple = ()

    @property
    def is_hidden(self):
        """Whether nothing of it can be told."""
        return bool(self.rows) and all(row.count is None for row in self.rows)


@dataclass(frozen=True)
class Results:
    """Of a whole wave; ``answered`` is None when too few have answered for anything to be told."""

    answered: int | None
    least: int
    results: tuple = ()


def results_of(wave):
    """Results of a wave that is over; the same queries however many answered."""
    least = fewest_told(wave.survey.programme_id)
    sheets = _sheets(wave)
    if len(sheets) < least:
        return Results(None, least)
    items = wave.survey.items.select_related("section").order_by("section__place", "place", "pk")
    asked = [item for item in items if item.asked_in(wave)]
    results = [_result(item, part, words, sheets, least) for item in asked for part, words in kinds.parts(item)]
    return Results(len(sheets), least, tuple(results))


def _sheets(wave):
    """{item key: value} of each sheet that counts."""
    if wave.survey.is_anonymous:
        return list(BlankSheet.objects.filter(wave=wave).values_list("answers", flat=True))
    sheets = {pk: {} for pk in Sheet.objects.filter(wave=wave, sent_at__isnull=False).values_list("pk", flat=True)}
    answers = Answer.objects.filter(sheet__wave=wave, sheet__sent_at__isnull=False)
    for sheet, key, value in answers.values_list("sheet_id", "item__key", "value"):
        sheets[sheet][key] = value
    return list(sheets.values())


def _result(item, part, words, sheets, least):
    values = [kinds.part_of(item, sheet.get(item.key), part) for sheet in sheets]
    given = [value for value in values if value is not None]
    left = len(values) - len(given)
    told = len(given) if all(n == 0 or n >= least for n in (len(given), left)) else None
    if item.kind == "number":
        return Result(item, words, (), told, *_middle(given, least))
    if not kinds.codes(item):
        return Result(item, words, (), told)
    rows = _rows(item, values, least, {})
    if any(row.count is None for row in rows) and item.kind == "scale" and item.settings["steps"] >= MANY_STEPS:
        rows = _rows(item, values, least, _thirds(item))
    hidden = any(row.count is None for row in rows)
    coded = sorted(value for value in given if isinstance(value, int))
    middle = median(coded) if item.is_graded and coded and not hidden else None
    return Result(item, words, rows, told, middle)


def _thirds(item):
    """{step: step that stands for it}: below the middle, the middle, above; of an even scale, two halves."""
    last = item.settings["steps"]
    low, high = last // 2, (last + 1) // 2 + 1
    return {step: 1 if step <= low else last if step >= high else step for step in kinds.steps(item)}


def _middle(given, least):
    """(the median, (the quartiles)) of numbers; the lowest and the highest are somebody's and are never told."""
    if len(given) < least:
        return None, ()
    low, _half, high = quantiles(given, n=4, method="inclusive") if len(given) >= 2 * least else (None,) * 3
    return median(given), (low, high) if low is not None else ()


def _rows(item, values, least, stands_for):
    """A row for each answer, then for what is none.

    ``stands_for`` puts steps of a scale together when too few chose each.
    """
    given = {place: _chosen(item, value, stands_for) for place, value in enumerate(values)}
    labels = _labels(item, stands_for)
    hidden = hidden_answers(given, least, also=labels)
    chosen = Counter(code for codes in given.values() for code in codes)
    counts = {code: None if code in hidden else chosen[code] for code in labels}
    return tuple(
        Row(label, counts[code], None if counts[code] is None else round(100 * counts[code] / len(values)))
        for code, label in labels.items()
    )


def _chosen(item, value, stands_for):
    if value is None:
        return frozenset({LEFT_OUT})
    chosen = value if isinstance(value, list) else [value]
    codes = [one if one == kinds.CANNOT_SAY else kinds.code_of(item, one) for one in chosen]
    return frozenset(stands_for.get(code, code) for code in codes)


def _labels(item, stands_for):
    """{code: words} in the reader's language; a step whose number stood on the button has it here, too."""
    bare = item.kind == "scale" and (item.settings.get("numbered") or not item.settings.get("labels"))
    labels = {}
    for code, texts in kinds.codes(item).items():
        words = f"{code} {said(texts)}".strip() if bare else said(texts)
        first = stands_for.get(code, code)
        labels[first] = f"{labels[first]} – {words}" if first in labels else words
    if item.settings.get("cannot_say"):
        labels[kinds.CANNOT_SAY] = _("I cannot say")
    return labels | {LEFT_OUT: _("No answer")}
