"""Polls attacked: every figure of every package and of the dashboards, and every row of ballots, put together."""

import random
from collections import defaultdict
from datetime import date

import pytest
from django.core.cache import cache
from django.utils import timezone, translation

from coaching.core.registries import datasets
from coaching.evaluation import summaries
from coaching.evaluation.ballots import hidden_beside_rows
from coaching.evaluation.dashboards.lens import figures_of
from coaching.evaluation.extract import Snapshot, asked, clean_rows, consenting
from coaching.evaluation.filters import Filter
from coaching.evaluation.summaries.frame import Frame
from groups.models import SubgroupSession
from realtime.models import Ballot
from tests.unit.evaluation.combinations_of import groups_told
from tests.unit.evaluation.made_polls import make_polls
from tests.unit.evaluation.made_programme import make

K = 5
FILTERS = [
    Filter(),
    Filter(until=date(2020, 10, 30)),
    Filter(until=date(2020, 10, 31)),
    Filter(themes=("t1",)),
    Filter(subgroups=("Alaryhmä 0", "Alaryhmä 3")),
    Filter(subgroups=("Alaryhmä 0",)),
    Filter(roles=("staff",)),
]


@pytest.fixture
def made(programme, study, coach):
    cache.clear()
    make(programme)
    make_polls(programme, coach, random.Random(3))
    return study


def cast():
    """{run: {ballot: (person, its answers by their headings)}} by plain reading."""
    found = defaultdict(dict)
    for ballot in Ballot.objects.select_related("run"):
        found[ballot.run_id][ballot.pk] = ballot.person_id, frozenset(_headings(ballot.run, ballot.answer))
    return found


def _headings(run, answer):
    if run.kind in {"single", "multiple"}:
        return [run.options[option] for option in answer]
    if run.kind == "scale":
        return [f"{words}: {step}" for words, step in zip(run.options, answer, strict=True) if step]
    if run.kind == "ranking":
        return [f"{run.options[option]}: {place}" for place, option in enumerate(answer, start=1)]
    return ["(text)"]


def figures_told(study, programme):
    """{run: {heading: figure}} of the dashboards and of packages of all filters, which must say the same."""
    with translation.override("en"):
        told = [figures_of(programme).tables]
        for chosen in FILTERS:
            snapshot = Snapshot.of(study, chosen)
            told.append([*summaries.polls(Frame(study.programme_id, K, asked(study, chosen), snapshot, True))])
    found = defaultdict(dict)
    for table in (table for tables in told for table in tables if table.key.startswith("poll_")):
        run = int(table.key.removeprefix("poll_"))
        for row in table.all_rows:
            assert found[run].setdefault(row.label, row.values) == row.values
    return {run: {label: figure for label, (figure,) in rows.items()} for run, rows in found.items()}


def rows_told(study):
    """{run: {ballot: (pseudonym, its answers)}} of every row that any filter gives."""
    found = defaultdict(lambda: defaultdict(lambda: (None, frozenset())))
    for chosen in FILTERS:
        for row in clean_rows(datasets["poll_ballots"], asked(study, chosen), Snapshot.of(study, chosen)):
            words = row["answer"] if row["value"] is None else f"{row['answer']}: {row['value']}"
            own = found[row["run"]]
            own[row["ballot"]] = row["person"], own[row["ballot"]][1] | {"(text)" if row["text"] else words}
    return found


def small(figures, units):
    """Groups of few among {unit: answers} that follow from these figures, each a set of units."""
    atoms = defaultdict(set)
    for unit in units:
        atoms[frozenset(n for n, figure in enumerate(figures) if unit in figure)].add(unit)
    return groups_told([{atom for atom in atoms if n in atom} for n, _figure in enumerate(figures)], atoms, K)


def counting(told, ballots):
    """The ballots that each told figure counts; what is told is true."""
    sets = []
    for heading, figure in told.items():
        counted = {one for one, (_person, given) in ballots.items() if heading in {"Answered", *given}}
        assert figure in {None, len(counted)}
        sets += [] if figure is None else [counted]
    return sets


def test_an_answer_that_nobody_gave_is_hidden_beside_what_a_few_gave():
    """Of all, and of those few who have not consented."""
    few_of_all = dict(enumerate([{"a"}] * 9 + [{"b"}] * 2))
    few_withheld = dict(enumerate([{"a"}] * 9 + [{"b"}] * 9))

    assert hidden_beside_rows(few_of_all, (), 5, also=["c"]) == {"a", "b", "c"}
    assert hidden_beside_rows(few_withheld, {0, 9}, 5, also=["c"]) == {"a", "b", "c"}
    assert hidden_beside_rows(few_withheld, (), 5, also=["c"]) == set()


def test_no_figure_of_any_package_or_page_tells_of_few(made, programme):
    """Alone, and with the counts of answers by month, week and subgroup, which sum up runs."""
    ballots, told = cast(), figures_told(made, programme)
    figures = [counted for run, of_run in told.items() for counted in counting(of_run, ballots[run])]
    figures += sums_over_runs(programme, ballots)

    assert small(figures, [one for of_run in ballots.values() for one in of_run]) == set()
    assert len(figures) > 60


def sums_over_runs(programme, ballots):
    """The ballots that each told figure of the activity counts."""
    subgroup = dict(SubgroupSession.objects.values_list("session", "subgroup__key"))
    runs = {ballot.run_id: ballot.run for ballot in Ballot.objects.select_related("run__room__session")}
    counted = defaultdict(set)
    for number, run in runs.items():
        at = timezone.localtime(run.opened_at)
        monday = (at - timezone.timedelta(days=at.weekday())).date()
        rows = [f"{at:%B %Y}", "All"]
        for row in rows:
            counted["activity_month", row] |= ballots[number].keys()
            if own := subgroup.get(run.room.session_id):
                counted[f"activity_{own}", row] |= ballots[number].keys()
        counted["activity_week", f"Week of {monday.day} {monday:%b %Y}"] |= ballots[number].keys()
    with translation.override("en"):
        tables = figures_of(programme).tables
    found = {(t.key, row.label): dict(t.cells(row)).get("Answers to polls") for t in tables for row in t.all_rows}
    told = {cell: found.get(cell) for cell in counted if found.get(cell) is not None}
    assert {cell: len(counted[cell]) for cell in told} == told
    return [counted[cell] for cell in told]


def test_rows_that_tell_of_nobody_tell_of_no_few(made, programme):
    """Beside the figures; and no two answers come from the same ballot as far as anybody can see."""
    ballots, figures, rows = cast(), figures_told(made, programme), rows_told(made)
    nobodys = {run: own for run, own in ballots.items() if all(person is None for person, _given in own.values())}

    for run, own in nobodys.items():
        told = counting(figures.get(run, {}), own)
        seen = [given for _person, given in rows[run].values()]
        for pattern in set(seen):
            counted = {one for one, (_person, given) in own.items() if pattern <= given}
            assert len(counted) == seen.count(pattern)
            told.append(counted)
        assert (run, small(told, own)) == (run, set())
    assert (len(nobodys), sum(map(len, (rows[run] for run in nobodys))) > 150) == (12, True)


def test_figures_less_the_rows_tell_nothing_of_the_few_who_have_not_consented(made, programme):
    """How many have not is told by any table of rows; what they answered is not."""
    ballots, figures, rows = cast(), figures_told(made, programme), rows_told(made)
    yes = consenting(programme.pk)
    named = {run: own for run, own in ballots.items() if any(person for person, _given in own.values())}
    judged = []

    for run, own in named.items():
        withheld = {one: ballot for one, ballot in own.items() if ballot[0] not in yes}
        assert len(rows[run]) == len(own) - len(withheld)
        told = [counted & withheld.keys() for counted in counting(figures.get(run, {}), own)]
        told = [counted for counted in told if counted != withheld.keys()]
        assert (run, small(told, withheld)) == (run, set())
        judged += [figure for figure in figures.get(run, {}).values() if figure is not None]
    assert (len(named), len(judged) > 12) == (10, True)


def test_without_the_guards_rows_and_figures_tell(made, programme, monkeypatch):
    """Or the attack would be none."""
    monkeypatch.setattr("coaching.evaluation.extract.unlinked", lambda rows, _least: rows)
    monkeypatch.setitem(summaries.polls.__globals__, "hidden_beside_rows", lambda *_asked, **_also: set())

    for test in (
        test_no_figure_of_any_package_or_page_tells_of_few,
        test_rows_that_tell_of_nobody_tell_of_no_few,
        test_figures_less_the_rows_tell_nothing_of_the_few_who_have_not_consented,
    ):
        cache.clear()
        with pytest.raises(AssertionError, match="frozenset"):
            test(made, programme)
