"""Clients' feedback as figures that tell of nobody: only what has gathered, and no small cell."""

from dataclasses import dataclass

from coaching.core.suppression import TOTAL, hide
from coaching.pilots.models import ClientFeedback, Smile
from coaching.surveys.counting import fewest_told


@dataclass(frozen=True)
class Row:
    """A face and how many chose it; ``count`` and ``share`` (of a hundred) are None when hidden."""

    smile: int
    label: str
    count: int | None
    share: int | None


@dataclass(frozen=True)
class Results:
    """``answered`` is None while too few have answered for anything to be told; ``least`` is that limit."""

    answered: int | None
    least: int
    rows: tuple = ()
    words: tuple = ()

    @property
    def all_hidden(self):
        return all(row.count is None for row in self.rows)


def results_of(pilot):
    return results_in(pilot.programme_id, pilot=pilot)[pilot.pk]


def results_in(programme_id, **only):
    """{pilot id: Results} of the pilots that have been answered about, or asked for; one query for the answers."""
    least = fewest_told(programme_id)
    told = ClientFeedback.objects.filter(pilot__programme=programme_id, told_on__isnull=False, **only)
    answers = {only["pilot"].pk: []} if "pilot" in only else {}
    for pilot, smile, words in told.order_by("pilot", "number").values_list("pilot_id", "smile", "words"):
        answers.setdefault(pilot, []).append((smile, words))
    return {pilot: _results(given, least) for pilot, given in answers.items()}


def _results(given, least):
    if len(given) < least:
        return Results(None, least)
    people = {smile: {place for place, (chosen, _words) in enumerate(given) if chosen == smile} for smile in Smile}
    cells = {smile: {smile} for smile in Smile} | {TOTAL: set(Smile)}
    hidden = hide(cells, people, least, last=[TOTAL])
    counts = {smile: None if smile in hidden else len(people[smile]) for smile in Smile}
    rows = tuple(_row(smile, counts[smile], len(given)) for smile in reversed(Smile))
    return Results(len(given), least, rows, tuple(words for _smile, words in given if words))


def _row(smile, count, everybody):
    share = None if count is None else round(100 * count / everybody)
    return Row(smile.value, smile.label, count, share)
