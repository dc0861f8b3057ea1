"""The difference attack: packages of many filters, the dashboards and each other's figures, judged all together.

What is read here is what leaves the house, a package as it is built and the
dashboards as they are shown; what it counts is read plainly from the database.
"""

import random
from collections import defaultdict
from datetime import date

import pytest
from django.core.cache import cache
from django.utils import timezone, translation

from coaching.core.errors import Refused
from coaching.evaluation import difference, summaries
from coaching.evaluation.actions import ask_package
from coaching.evaluation.dashboards.lens import figures_of
from coaching.evaluation.extract import WHOLE, Snapshot, asked, consenting
from coaching.evaluation.filters import Filter
from coaching.pilots.models import GuidanceVisit
from coaching.programmes.models import Attendance
from coaching.surveys.models import Answer
from groups.models import Membership
from tests.unit.evaluation.combinations_of import groups_told
from tests.unit.evaluation.made_pilots import make_pilots
from tests.unit.evaluation.made_programme import make
from tests.unit.evaluation.plain_reading import (
    changed,
    circles_of,
    crossed_cells,
    kept_visits,
    kind_of,
    people,
    seen_afterwards,
    visited,
)

K = 5
SMALL_STEPS = [
    Filter(until=date(2020, 12, 5)),
    Filter(until=date(2020, 12, 6)),
    Filter(since=date(2020, 8, 4)),
    Filter(since=date(2020, 8, 5), until=date(2020, 11, 20)),
    Filter(until=date(2020, 11, 21)),
    Filter(subgroups=("Alaryhmä 0",)),
    Filter(subgroups=("Alaryhmä 0", "Alaryhmä 3")),
    Filter(subgroups=("Alaryhmä 1", "Alaryhmä 2", "Alaryhmä 3")),
    Filter(themes=("t1",)),
    Filter(themes=("t1", "t2")),
    Filter(roles=("member",)),
    Filter(waves=("before",)),
    Filter(waves=("before", "after"), until=date(2020, 12, 6)),
]
"""Many differ by a day on which few answered, came or were visited, or by a subgroup of four."""
QUESTION = "K0"


@pytest.fixture
def made(programme, study, monkeypatch):
    """A study of the made programme; what one choice tells is counted once for all later packages."""
    cache.clear()
    make(programme)
    make_pilots(programme, random.Random(1))
    known, count = {}, difference._told

    def once(choice, before):
        key = (choice.counted, sum(map(len, before.values())))
        if key not in known:
            known[key] = count(choice, before)
        return known[key]

    monkeypatch.setattr(difference, "_told", once)
    return study


def taken_out(study, by, filters):
    """{number: (filter, its tables)} of every package that is not refused, and 0: the dashboards."""
    with translation.override("en"):
        found = {0: (WHOLE, as_read(figures_of(study.programme).tables))}
        for chosen in filters:
            try:
                package = ask_package(by=by, study=study, datasets=["people"], chosen=chosen)
            except Refused:
                continue
            before = difference.told_before(package)
            snapshot = Snapshot.of(study, chosen)
            tables = summaries.tables(study, asked(study, chosen), snapshot, chosen != WHOLE, before)
            found[package.number] = (chosen, as_read(tables))
    return found


def as_read(tables):
    """{table: {row: {column: figure}}}."""
    return {table.key: {row.label: dict(table.cells(row)) for row in table.all_rows} for table in tables}


def followed(packages, units, but=frozenset()):
    """The small groups that follow from the figures told; ``units`` are {unit: (person, {(package, cell)})}.

    Less the rows of some, the figures are of all ``but`` these.
    """

    def is_told(figure):
        number, (table, row, column) = figure
        return packages[number][1].get(table, {}).get(row, {}).get(column) is not None

    atoms = defaultdict(set)
    for person, cells in units.values():
        atoms[frozenset(filter(is_told, cells))].add(person)
    names = set().union(*atoms)
    atoms = {figures: people - but for figures, people in atoms.items() if people - but}
    assert wrong(packages, units, names) == []
    return groups_told([{atom for atom in atoms if name in atom} for name in names], atoms, K), len(names)


def wrong(packages, units, names):
    """Figures that are not the number of their units."""
    counts = defaultdict(int)
    for _person, cells in units.values():
        for cell in cells & names:
            counts[cell] += 1
    told = {(n, (t, r, c)): packages[n][1][t][r][c] for n, (t, r, c) in names}
    return [(name, figure, counts[name]) for name, figure in told.items() if figure != counts[name]]


def visits(packages):
    """Every visit with the figures that count it."""
    circle = dict(Membership.objects.values_list("person_id", "subgroup__name"))
    kept = {number: kept_visits(chosen) for number, (chosen, _tables) in packages.items()}
    found = {}
    for visit in Attendance.objects.select_related("session__theme"):
        rows = [(table, row, "Visits") for table, row in visited(visit, circle) if table.startswith("attendance")]
        found[visit.pk] = (visit.person_id, {(n, row) for n, own in kept.items() if visit.pk in own for row in rows})
    return found


def members(packages, programme):
    """Everybody with the figures of different people that count them, on the dashboards and in every package."""
    found = {person: {(0, cell) for cell in cells} for person, cells in people(programme).items()}
    for person, cells in visits(packages).values():
        found[person] |= {(n, (table, row, "Different people")) for n, (table, row, _visits) in cells if n}
    return {person: (person, frozenset(cells)) for person, cells in found.items()}


def answers(packages, programme):
    """The same with one question's changes: of those who have consented and whom the filter leaves."""
    found = {person: set(cells) for person, (_person, cells) in members(packages, programme).items()}
    circle, yes = circles_of(programme), consenting(programme.pk)
    rows = Answer.objects.filter(item__text__fi__in=[QUESTION, "Ennen"], sheet__person__in=yes)
    rows = rows.values_list("sheet__person", "sheet__wave__kind", "item__text__fi", "value", "sheet__sent_at")
    for number, (chosen, _tables) in packages.items():
        given = defaultdict(dict)
        for person, wave, text, value, at in rows:
            day = timezone.localdate(at)
            within = (chosen.since or day) <= day <= (chosen.until or day)
            if within and (not chosen.subgroups or circle[person] in chosen.subgroups):
                given[person][wave if text == QUESTION else "then"] = value
        for person, values in given.items():
            found[person] |= {(number, ("changes", QUESTION, name)) for name in changed(values)}
            found[person] |= {(number, ("changes_then", QUESTION, name)) for name in seen_afterwards(values)}
            if "before" in values:
                column = "Both" if "after" in values else "The first only"
                found[person].add((number, ("changes_matched", QUESTION, column)))
    return {person: (person, frozenset(cells)) for person, cells in found.items()}


def guidance(packages):
    """Every guidance visit with the figures that count it; it is judged as a person, whoever was visited."""
    found = {}
    for visit in GuidanceVisit.objects.select_related("pilot__organisation"):
        cells = crossed_cells("visits_month", f"{visit.date:%B %Y}", kind_of(visit.pilot))
        within = [
            number
            for number, (chosen, _tables) in packages.items()
            if (chosen.since or visit.date) <= visit.date <= (chosen.until or visit.date)
        ]
        found[visit.pk] = (visit.pk, frozenset((number, cell) for number in within for cell in cells))
    return found


def families(packages, programme):
    with translation.override("en"):
        return {
            "visits": visits(packages),
            "different people": members(packages, programme),
            "changes": answers(packages, programme),
            "guidance visits": guidance(packages),
        }


def test_nothing_follows_from_all_of_them_together(made, programme, evaluator):
    packages = taken_out(made, evaluator, SMALL_STEPS)

    found = {name: followed(packages, units) for name, units in families(packages, programme).items()}

    assert {name: groups for name, (groups, _told) in found.items()} == {name: set() for name in found}
    less_rows, _told = followed(packages, visits(packages), but=consenting(programme.pk))
    assert less_rows == set()
    assert {name: told > 20 for name, (_groups, told) in found.items()} == dict.fromkeys(found, True)
    assert 5 < len(packages) < len(SMALL_STEPS)


def test_without_the_guards_every_family_tells(made, programme, evaluator, monkeypatch):
    """Or the attack would be none."""
    monkeypatch.setattr(difference, "_tells_of_few", lambda *_asked: False)
    monkeypatch.setattr(difference, "told_before", lambda _package: {})
    packages = taken_out(made, evaluator, SMALL_STEPS[1:8])

    found = {name: followed(packages, units)[0] for name, units in families(packages, programme).items()}

    assert [name for name, groups in found.items() if not groups] == []


def test_every_other_table_of_a_narrowed_package_is_the_dashboards_own_or_not_there(made, programme, evaluator):
    packages = taken_out(made, evaluator, SMALL_STEPS)
    judged = ("attendance_theme", "attendance_kind", "attendance_month", "changes", "changes_then", "visits_month")
    whole = packages[0][1]

    others = [
        (table, rows)
        for number, (_chosen, tables) in packages.items()
        if number
        for table, rows in tables.items()
        if table not in judged
    ]

    assert {table for table, _rows in others} == {"reach", "consent"}
    assert [table for table, rows in others if rows != whole[table]] == []
