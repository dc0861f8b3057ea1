"""How many have answered of how many asked, told only when neither part is too small."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count

from coaching.programmes.panels import FEWEST_TOLD
from coaching.surveys.audience import Roster, entitled
from coaching.surveys.models import BlankSheet, Sheet

THRESHOLDS: list[Callable[[int], int]] = [lambda _programme_id: FEWEST_TOLD]
"""From a programme's id the fewest people a figure may tell of; floors above add theirs, and the largest holds."""


def fewest_told(programme_id):
    return max(threshold(programme_id) for threshold in THRESHOLDS)


@dataclass(frozen=True)
class Turnout:
    """How many were asked and have answered. ``told``: neither those who have nor those who have not are too few."""

    asked: int
    answered: int
    least: int

    @property
    def left(self):
        return self.asked - self.answered

    @property
    def told(self):
        return all(part == 0 or part >= self.least for part in (self.answered, self.left))

    @property
    def few_left(self):
        return 0 < self.left < self.least

    @property
    def few_answered(self):
        return 0 < self.answered < self.least


def turnouts(programme, waves):
    """{wave id: Turnout} of waves of one programme, in as many queries for one as for many."""
    roster = Roster(programme.pk)
    least = fewest_told(programme.pk)
    sent = {}
    for wave, person in Sheet.objects.filter(wave__in=waves, sent_at__isnull=False).values_list("wave_id", "person_id"):
        sent.setdefault(wave, []).append(person)
    boxes = BlankSheet.objects.filter(wave__in=waves).order_by().values_list("wave_id").annotate(Count("pk"))
    blank = dict(boxes)
    return {wave.pk: _turnout(wave, entitled(wave, roster), sent, blank, least) for wave in waves}


def _turnout(wave, people, sent, blank, least):
    """Who answered and has left since was asked, too."""
    if wave.survey.is_anonymous:
        answered = blank.get(wave.pk, 0)
        return Turnout(max(len(people), answered), answered, least)
    answered = sent.get(wave.pk, [])
    gone = sum(person is None or person not in people for person in answered)
    return Turnout(len(people) + gone, len(answered), least)


def turnout(wave):
    return turnouts(wave.programme, [wave])[wave.pk]


def with_turnout(waves, programme):
    """The waves, each with its ``turnout``."""
    figures = turnouts(programme, waves)
    for wave in waves:
        wave.turnout = figures[wave.pk]
    return waves
