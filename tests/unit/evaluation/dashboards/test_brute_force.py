"""No combination of all figures together tells of fewer than k people: every table of 117 people, read from outside.

Evaluators and organisers see every table, coaches and the report parts of the
same ones; so what does not follow from all of them together follows for nobody.
"""

from collections import Counter, defaultdict

import pytest
from django.core.cache import cache
from django.utils import timezone, translation

from coaching.core.registries import Extract, datasets
from coaching.evaluation.dashboards.lens import figures_of
from coaching.evaluation.extract import consenting
from coaching.pilots.models import ClientFeedback, Figure, GuidanceVisit, Pilot
from coaching.programmes.models import Attendance
from coaching.surveys.models import Answer
from groups.actions import move
from groups.models import Membership, Subgroup
from tests.unit.evaluation.combinations_of import groups_told
from tests.unit.evaluation.dashboards.conftest import TALK
from tests.unit.evaluation.plain_reading import (
    activity_of,
    changed,
    circles_of,
    crossed_cells,
    kind_of,
    people,
    seen_afterwards,
    visited,
)

K = 5
WITHOUT_PEOPLE = {"sessions", "sources"}


@pytest.fixture(params=[1, 2])
def told(request, everything_counted):
    """{table: {row: {column: figure}}} of a made programme with talk, polls and pilots in it."""
    tables = everything_counted(seed=request.param)
    return {table.key: {row.label: dict(table.cells(row)) for row in table.all_rows} for table in tables}


def published(told, units):
    """{unit: (person, cells)} of units with only the cells that are told, as the judge takes them."""
    atoms = defaultdict(set)
    for person, cells in units:
        atoms[frozenset(cell for cell in cells if _figure(told, cell) is not None)].add(person)
    names = set().union(*atoms)
    return atoms, [{atom for atom in atoms if name in atom} for name in names]


def _figure(told, cell):
    table, row, column = cell
    return told.get(table, {}).get(row, {}).get(column)


def right(told, units):
    """What is told is true: every figure is the number of its units."""
    counts = defaultdict(int)
    for _person, cells in units:
        for cell in cells:
            counts[cell] += 1
    return [(cell, count) for cell, count in counts.items() if _figure(told, cell) not in {None, count}]


def visits(programme):
    circle = circles_of(programme)
    for visit in Attendance.objects.select_related("session__theme"):
        cells = visited(visit, circle)
        yield visit.person_id, {(t, r, "Visits" if "attendance" in t else "Visits to sessions") for t, r in cells}


def deeds(column, table, programme):
    circle = circles_of(programme)
    for row in datasets[table].rows(None):
        at = timezone.localtime(row["at"])
        monday = (at - timezone.timedelta(days=at.weekday())).date()
        own = circle[row["person"]] if table == "journal" else row["subgroup"]
        cells = {("activity_month", f"{at:%B %Y}"), ("activity_week", f"Week of {monday.day} {monday:%b %Y}")}
        cells |= {("activity_month", "All"), ("activity_week", "All")}
        cells |= {(activity_of(own), "All"), (activity_of(own), f"{at:%B %Y}")} if own else set()
        yield row["person"], {(*cell, column) for cell in cells}


def ballots(told):
    """{holding: its ballots, each one person's} with every figure of polls that counts them, by plain reading."""
    chosen = defaultdict(set)
    for row in datasets["poll_ballots"].rows(None):
        chosen[row["run"], row["ballot"]].add(row["answer"])
    holdings = defaultdict(list)
    for run in datasets["poll_runs"].rows(None):
        holdings[run["poll"]].append(run["run"])
    columns = {run: place for runs in holdings.values() for place, run in enumerate(runs)}
    poll_of = {run: poll for poll, runs in holdings.items() for run in runs}
    found = defaultdict(list)
    for (run, ballot), answers in chosen.items():
        rows, series = answers | {"Answered"}, told.get(f"series_{poll_of[run]}", {})
        cells = {(f"poll_{run}", row, "People") for row in rows}
        cells |= {(f"series_{poll_of[run]}", row, [*series[row]][columns[run]]) for row in rows if row in series}
        found[f"poll {run}"].append((ballot, cells))
    return found


def votes():
    """Every ballot by the day its poll was opened."""
    runs = {run["run"]: run for run in datasets["poll_runs"].rows(None)}
    circles = {group.name: group.key for group in Subgroup.objects.all()}
    for run, ballot in {(row["run"], row["ballot"]) for row in datasets["poll_ballots"].rows(None)}:
        at = timezone.localtime(runs[run]["opened_at"])
        monday = (at - timezone.timedelta(days=at.weekday())).date()
        cells = {("activity_month", f"{at:%B %Y}"), ("activity_week", f"Week of {monday.day} {monday:%b %Y}")}
        cells |= {("activity_month", "All"), ("activity_week", "All")}
        if circle := circles.get(runs[run]["subgroup"]):
            cells |= {(f"activity_{circle}", f"{at:%B %Y}"), (f"activity_{circle}", "All")}
        yield ballot, {(*cell, "Answers to polls") for cell in cells}


def feedback(told):
    """Every answer given after a session: one person's, of one session."""
    [table] = (key for key in told if key.startswith("feedback_"))
    columns = list(told[table]["All"])
    answers = Answer.objects.filter(sheet__wave__kind="session").select_related("sheet__wave__session__theme")
    for answer in answers:
        theme = str(answer.sheet.wave.session.theme)
        cells = {(table, row, column) for row in (theme, "All") for column in (columns[answer.value - 1], "All")}
        yield answer.sheet.person_id, cells


def of_pilots(programme):
    """{family: (unit, every figure that counts it)}: pilots, visits, and clients, in the files of each pilot too."""
    found = defaultdict(list)
    for pilot in Pilot.objects.filter(programme=programme).select_related("organisation"):
        state = pilot.get_state_display().capitalize()
        found["pilots"].append((pilot.pk, crossed_cells("pilots", state, kind_of(pilot))))
    for visit in GuidanceVisit.objects.select_related("pilot__organisation"):
        cells = crossed_cells("visits_month", f"{visit.date:%B %Y}", kind_of(visit.pilot))
        found["guidance visits"].append((visit.pk, cells))
    for figure in Figure.objects.all():
        what = figure.get_kind_display().capitalize()
        summed = ("pilot_numbers", f"{figure.month:%B %Y}", what)
        own = ("file of numbers", figure.month.isoformat(), f"{figure.pilot_id} {figure.kind}")
        units = ((f"{own} {number}", {summed, own}) for number in range(figure.value))
        found["the pilots' clients"] += units
    answered = Counter(ClientFeedback.objects.values_list("pilot", flat=True))
    for answer in ClientFeedback.objects.all():
        smile = answer.get_smile_display().capitalize()
        own = {("file of answers", str(answer.pilot_id), column) for column in (str(answer.smile), "")}
        if answered[answer.pilot_id] >= K:  # nothing is told of what fewer have answered about
            found["clients' answers"].append((answer.pk, own | {("clients_feedback", smile, "Answers")}))
    return found


def exported(programme):
    """The figures in the package's own tables of counts, told by the same attack: {table: {row: {column: figure}}}."""
    numbers, answers = defaultdict(dict), defaultdict(dict)
    for row in datasets["pilot_numbers"].rows(Extract(programme.pk)):
        numbers[row["month"].isoformat()][f"{row['pilot']} {row['figure']}"] = row["value"]
    for row in datasets["pilot_client_feedback"].rows(Extract(programme.pk)):
        answers[str(row["pilot"])] |= {str(row["smile"]): row["answers"], "": row["answered"]}
    return {"file of numbers": numbers, "file of answers": answers}


def test_no_combination_of_all_figures_tells_of_few(told, programme):
    """Counts of people from every table, visits, messages, ballots, pilots and their clients, and in the package's
    own tables of counts; what is told is true, and something is."""
    families = {"people": [(person, frozenset(cells)) for person, cells in people(programme).items()]}
    families["visits"] = list(visits(programme))
    families |= {column: list(deeds(column, table, programme)) for column, table in TALK.items()}
    families |= {"votes": list(votes()), "feedback": list(feedback(told)), **ballots(told)}
    with translation.override("en"):
        families |= of_pilots(programme)
    told |= exported(programme)
    few = {"pilots": 1, "guidance visits": 5, "votes": 5, **dict.fromkeys(ballots(told), 1)}

    for family, units in families.items():
        atoms, figures = published(told, units)
        assert (family, right(told, units), len(figures) > few.get(family, 8)) == (family, [], True)
        assert (family, groups_told(figures, atoms, K)) == (family, set())


def test_figures_less_the_rows_tell_nothing_of_a_few_who_have_not_consented(told, programme):
    """A package has the rows of those who have: what its figures count beside them are the others' own deeds."""
    yes = consenting(programme.pk)
    notes = deeds("Notes of learning", "journal", programme)

    for units in (feedback(told), visits(programme), notes):
        atoms, figures = published(told, [(person, cells) for person, cells in units if person not in yes])
        assert groups_told(figures, atoms, K) == set()
        assert len(figures) > 8


def test_every_table_is_judged_here_or_in_the_summaries_own_tests(told):
    """A new table must be added to a test of these, or be without people."""
    judged = {"reach", "circles", "consent", "attendance", "rounds", "activity", "responses", "changes"}
    judged |= {"poll", "series", "pilots", "visits", "pilot", "clients", "feedback"}

    assert {table for table in told if table.split("_")[0] not in judged} == WITHOUT_PEOPLE & set(told)


@pytest.mark.parametrize("told", [1], indirect=True)
def test_no_change_tells_of_few_even_beside_every_other_count(told, programme, item="K0"):
    units = people(programme)
    yes = consenting(programme.pk)
    given = defaultdict(dict)
    asked = Answer.objects.filter(item__text__fi__in=[item, "Ennen"], sheet__person__in=yes)
    for person, wave, text, value in asked.values_list(
        "sheet__person_id", "sheet__wave__kind", "item__text__fi", "value"
    ):
        given[person][wave if text == item else "then"] = value
    for person, values in given.items():
        units[person] |= {("changes", item, name) for name in changed(values)}
        units[person] |= {("changes_then", item, name) for name in seen_afterwards(values)}
        if "before" in values:
            units[person] |= {("changes_matched", item, "Both" if "after" in values else "The first only")}
    found = [(person, frozenset(cells)) for person, cells in units.items()]

    atoms, figures = published(told, found)

    assert right(told, found) == []
    assert (told["changes"][item]["Both"] > K, told["changes_then"][item]["Told afterwards"] > K) == (True, True)
    assert groups_told(figures, atoms, K) == set()


def test_visits_less_different_people_are_repeats_wherever_both_are_told(told):
    rows = [row for table, rows in told.items() if table.startswith("attendance") for row in rows.values()]
    both = [row for row in rows if None not in (row["Visits"], row["Different people"])]

    assert len(both) > 3
    assert [row for row in both if row["Visits"] - row["Different people"] != row["Repeats"]] == []
    assert [row for row in rows if (row["Repeats"] is None) != (None in (row["Visits"], row["Different people"]))] == []


def test_a_nought_is_told_only_where_nothing_beside_it_is_hidden(told):
    """Or "hidden" would mean at least one."""
    columns = defaultdict(set)
    for key, rows in told.items():
        for figures in rows.values():
            for column, figure in figures.items():
                columns[key, column].add(figure)

    assert [name for name, figures in columns.items() if figures >= {None, 0}] == []


def test_who_moves_to_another_subgroup_takes_nothing_along(everything_counted, programme, organiser):
    """Figures from before and after would otherwise tell what this one person has done: presence, answers, notes."""
    before = figures_by_subgroup(everything_counted(seed=1))
    one = Membership.objects.filter(subgroup__key="a0").exclude(person__in=consenting(programme.pk)).first()

    to = Subgroup.objects.get(key="a1")
    move(by=organiser, person=one.person, subgroup=one.subgroup, to=to)
    to.memberships.filter(person=one.person).update(since=timezone.now() - timezone.timedelta(days=7))

    cache.clear()
    with translation.override("en"):
        after = figures_by_subgroup(figures_of(programme).tables)
    both = {name for name in before if None not in (before[name], after[name])}
    assert {name[0] for name in both if before[name] != after[name]} == {"circles"}
    assert len(both) > 50


def figures_by_subgroup(tables):
    shown = [(t, row) for t in tables for row in t.rows if t.circle or row.circle]
    return {(t.key, row.label, column): value for t, row in shown for column, value in t.cells(row)}


def test_coaches_see_no_figure_that_evaluators_do_not(told, programme, coach, evaluator):
    with translation.override("en"):
        found = figures_of(programme)
        own = {(t.key, row) for t in found.seen_by(coach, programme) for row in t.all_rows}

    assert own - {(t.key, row) for t in found.seen_by(evaluator, programme) for row in t.all_rows} == set()
