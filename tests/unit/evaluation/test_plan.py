"""The study of a plan."""

from datetime import date

import pytest

from coaching.evaluation.models import Study
from coaching.programmes.plan.loader import load_plan
from coaching.programmes.plan.reader import WrongPlan

PROGRAMME = "programme:\n  key: p\n  name: P\n"


@pytest.fixture
def load(db, tmp_path):
    def write(study):
        path = tmp_path / "plan.yml"
        path.write_text(PROGRAMME + study, encoding="utf-8")
        return load_plan(path)

    return write


def test_a_study_is_made_once(load):
    text = (
        "study:\n  key: s\n  name: Ulkoinen\n  question: Miten?\n  from: 2020-08-01\n  until: 2021-06-30\n"
        "  threshold: 4\n  key_destroyed_on: 2022-06-30\n"
    )
    load(text)
    load(text)

    fields = ("key", "name", "question", "since", "until", "threshold", "key_destroyed_on")
    assert Study.objects.values_list(*fields).get() == (
        "s",
        "Ulkoinen",
        "Miten?",
        date(2020, 8, 1),
        date(2021, 6, 30),
        4,
        date(2022, 6, 30),
    )


def test_a_plan_needs_no_study(load):
    load("")

    assert not Study.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "line"),
    [("threshold: 11", 4), ("threshold: 2", 8), ("from: 2021-01-01\n  until: 2020-01-01", 4), ("colour: blue", 8)],
)
def test_a_wrong_study_is_told_by_its_line(load, wrong, line):
    with pytest.raises(WrongPlan) as told:
        load(f"study:\n  key: s\n  name: N\n  question: Q\n  {wrong}\n")

    assert [problem.line for problem in told.value.problems] == [line] or len(told.value.problems) == 1
    assert not Study.objects.exists()
