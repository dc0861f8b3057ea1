"""How many of how many, and when it is not told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.surveys import actions
from coaching.surveys.counting import THRESHOLDS, Turnout, fewest_told, turnout, turnouts


@pytest.mark.parametrize(
    ("asked", "answered", "told"),
    [(20, 0, True), (20, 4, False), (20, 5, True), (20, 15, True), (20, 16, False), (20, 20, True), (3, 0, False)],
)
def test_neither_part_may_be_too_few(asked, answered, told):
    assert Turnout(asked, answered, 5).told is told


def test_who_answered_and_has_left_since_was_asked_too(wave, participant, stranger):
    actions.send(by=participant, wave=wave)
    actions.send(by=stranger, wave=wave)
    wave.sheets.filter(person=stranger).update(person=None)

    figures = turnout(wave)

    assert (figures.asked, figures.answered) == (3, 2)


def test_what_was_only_begun_is_not_counted(wave, item, participant):
    actions.keep(by=participant, wave=wave, values={item("scale"): 3})

    assert turnout(wave).answered == 0


def test_the_largest_threshold_holds(programme):
    THRESHOLDS.append(lambda _programme_id: 8)
    try:
        assert fewest_told(programme.pk) == 8
    finally:
        THRESHOLDS.pop()
    assert fewest_told(programme.pk) == 5


def test_many_waves_cost_as_much_as_one(programme, survey, make_wave, participant):
    audience = {"circles": {"subgroup": ["lapset"], "pilot": ["*"]}}
    waves = [make_wave(survey, key, audience=audience) for key in ("a", "b", "c")]

    costs = []
    for some in (waves[:1], waves):
        with CaptureQueriesContext(connection) as queries:
            turnouts(programme, some)
        costs.append(len(queries))

    assert costs[0] == costs[1]
