from datetime import timedelta

import pytest

from coaching.lectures.models import Recording
from coaching.lectures.plan import load_recordings
from coaching.programmes.plan.reader import Plan

RECORDINGS = """
recordings:
  - {key: t1, theme: luottamus, title: Etätekniikka, language: fi, produced: true}
  - {key: t2, theme: luottamus, title: Kyselytunti, event_ended: 2020-09-23 11:30}
"""


@pytest.fixture
def load(programme, theme):
    def load(text):
        plan = Plan(text, "plan.yml", timedelta())
        plan.programme = programme
        plan.things["theme", theme.key] = theme
        load_recordings(plan)
        plan.refuse_unread()
        return [problem.line for problem in plan.problems]

    return load


def test_rows_without_a_file_are_made_once(load):
    problems = [load(RECORDINGS), load(RECORDINGS)]

    assert problems == [[], []]
    assert [(entry.title, entry.kind, entry.state) for entry in Recording.objects.order_by("pk")] == [
        ("Etätekniikka", "produced", "missing"),
        ("Kyselytunti", "live_event", "missing"),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        "{key: t1, theme: missing, title: A}",
        "{key: t1, theme: luottamus}",
        "{key: t1, theme: luottamus, title: A, language: xx}",
        "{key: t1, theme: luottamus, title: A, colour: red}",
        "{key: t1, theme: luottamus, title: A, produced: true, event_ended: 2020-09-23 11:30}",
    ],
)
def test_what_is_wrong_is_told_by_its_line(load, entry):
    assert load(f"recordings:\n  - {entry}\n") == [2]


def test_nothing_is_made_of_a_wrong_row(load):
    load("recordings:\n  - {key: t1, theme: luottamus, title: 131052-308T}\n")

    assert Recording.objects.count() == 0
