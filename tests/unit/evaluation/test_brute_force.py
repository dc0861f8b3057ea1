"""No combination of published figures tells of fewer than k people: a programme of 117, judged from outside."""

import random
from collections import defaultdict
from datetime import date

import pytest
from django.utils import timezone, translation

from coaching.core.errors import Refused
from coaching.core.registries import Dataset, datasets
from coaching.evaluation import summaries
from coaching.evaluation.actions import ask_package
from coaching.evaluation.extract import WHOLE, Snapshot, asked
from coaching.evaluation.filters import Filter
from coaching.programmes.models import Attendance
from groups.models import Membership
from tests.unit.evaluation.combinations_of import groups_told
from tests.unit.evaluation.made_programme import make
from tests.unit.evaluation.plain_reading import kept_visits

K = 5


@pytest.fixture
def made(programme, study):
    make(programme)
    return study


def published(study, chosen=WHOLE):
    """{summary: {row: its figures}} as they leave the house."""
    with translation.override("en"):
        tables = summaries.tables(study, asked(study, chosen), Snapshot.of(study, chosen), narrowed=chosen != WHOLE)
    return {table.key: {row.label: row.values for row in table.all_rows} for table in tables}


def visits():
    """{visit: (person, {heading in each table})}, by plain reading."""
    found, circle = {}, dict(Membership.objects.values_list("person_id", "subgroup__name"))
    for visit in Attendance.objects.select_related("session__theme"):
        session = visit.session
        headings = {
            ("attendance_theme", str(session.theme)),
            ("attendance_kind", session.get_kind_display().capitalize()),
            ("attendance_month", f"{timezone.localtime(session.starts_at):%B %Y}"),
            ("attendance_circle", circle[visit.person_id]),
        }
        found[visit.pk] = (visit.person_id, headings | {(table, "All") for table, _row in headings})
    return found


def shown(tables, column):
    """The headings whose figure in this column is told, with the figure."""
    return {
        (table, row): figures[column]
        for table, rows in tables.items()
        if table.startswith("attendance")
        for row, figures in rows.items()
        if figures[column] is not None
    }


def test_the_judge_finds_what_is_told():
    """Three of ten, told by subtraction."""
    people = {"a": set(range(7)), "b": {7, 8, 9}}

    assert [len(group) for group in groups_told([{"a", "b"}, {"a"}], people, K)] == [1]
    assert groups_told([{"a", "b"}], people, K) == set()


def _atoms(units, told):
    """{which figures count it: the people} and the figures as sets of those."""
    atoms = defaultdict(set)
    for person, headings in units.values():
        atoms[frozenset(headings & set(told))].add(person)
    return atoms, [{atom for atom in atoms if heading in atom} for heading in told]


@pytest.mark.parametrize("seed", range(4))
def test_polls_tell_of_no_small_group(made, monkeypatch, seed):
    """Several answers may be chosen; every ballot is one person's."""
    chance = random.Random(seed)
    ballots = {
        n: {o for o in range(1, 6) if chance.random() < (0.5, 0.3, 0.1, 0.05, 0.02)[o - 1]} or {1} for n in range(90)
    }
    rows = [{"run": 1, "ballot": n, "option": o, "answer": f"{o}"} for n, chosen in ballots.items() for o in chosen]
    run = {"run": 1, "question": "?", "session": "s", "opened_at": timezone.now(), "theme": "", "subgroup": ""}
    monkeypatch.setitem(datasets._items, "poll_ballots", Dataset("", {}, lambda _extract: iter(rows)))
    monkeypatch.setitem(datasets._items, "poll_runs", Dataset("", {}, lambda _extract: iter([run])))

    table = published(made)["poll_1"]

    told = {row for row, figures in table.items() if figures[0] is not None}
    atoms, figures = _atoms({n: (n, {*map(str, chosen), "Answered"}) for n, chosen in ballots.items()}, told)
    assert groups_told(figures, atoms, K) == set()


@pytest.mark.parametrize("seed", range(3))
def test_guidance_visits_tell_of_no_small_cell(made, monkeypatch, seed):
    chance = random.Random(seed)
    rows = [
        {
            "visit": number,
            "date": date(2020, chance.randint(8, 11), 1),
            "organisation_type": chance.choice(["municipality", "association", ""]),
        }
        for number in range(60)
    ]
    monkeypatch.setitem(datasets._items, "guidance_visits", Dataset("", {}, lambda _extract: iter(rows)))
    with translation.override("en"):
        [table] = [t for t in summaries.tables(made, asked(made), Snapshot.of(made)) if t.key == "visits_month"]

    told = {(row.label, c) for row in table.all_rows for c, value in table.cells(row) if value is not None}

    kinds = dict(zip(sorted({row["organisation_type"] for row in rows}), table.columns, strict=False))
    units = {
        number: (number, {(f"{row['date']:%B %Y}", kinds[row["organisation_type"]]), (f"{row['date']:%B %Y}", "All"),
                          ("All", kinds[row["organisation_type"]]), ("All", "All")})
        for number, row in enumerate(rows)
    }  # fmt: skip
    atoms, figures = _atoms(units, told)
    assert groups_told(figures, atoms, K) == set()


def test_no_packages_together_tell_of_a_small_group(made, evaluator):
    """Filters of which many are a day or a subgroup apart: those that are not refused are judged all together."""
    filters = [Filter(until=date(2020, month, day)) for month, day in ((9, 23), (9, 24), (10, 21), (11, 18))]
    filters += [Filter(since=date(2020, 9, 24)), Filter(since=date(2020, 9, 24), until=date(2020, 9, 24))]
    filters += [Filter(subgroups=(f"Alaryhmä {n}",)) for n in (0, 3)]
    filters += [Filter(themes=("t1",)), Filter(roles=("member",))]
    answers = {chosen: _asked(made, evaluator, chosen) for chosen in filters}

    allowed = [WHOLE, *(chosen for chosen, answer in answers.items() if answer is None)]

    with translation.override("en"):
        units = visits()
    everything = defaultdict(set)
    told = []
    for number, chosen in enumerate(allowed):
        figures = shown(published(made, chosen), 0)
        kept = kept_visits(chosen)
        for pk, (_person, headings) in units.items():
            if pk in kept:
                everything[pk] |= {(number, heading) for heading in headings}
        told += [(number, heading) for heading in figures]
    atoms, figures = _atoms({pk: (units[pk][0], headings) for pk, headings in everything.items()}, told)
    assert groups_told(figures, atoms, K) == set()
    assert {answer for answer in answers.values() if answer} == {"small_difference", "too_few"}
    assert len(allowed) > 3


def _asked(study, by, chosen):
    """None when the package is made, else the code of the refusal."""
    try:
        ask_package(by=by, study=study, datasets=["people"], chosen=chosen)
    except Refused as refusal:
        return refusal.code
    return None
