"""The runs of one poll side by side: over holdings and subgroups, as far as somebody may see them."""

from dataclasses import dataclass
from typing import Any

from coaching.programmes.access import is_organiser
from groups.models import SubgroupCoach, SubgroupSession
from realtime.models import Room
from realtime.tools.polls.kinds import KINDS
from realtime.tools.polls.models import PollRun
from realtime.tools.polls.tallies import tallies


@dataclass(frozen=True)
class Column:
    """One run, as it stands in the comparison. ``results`` is None where it is not for this person's eyes (yet)."""

    run: Any
    subgroup: str
    answered: int
    too_few: bool
    results: dict | None
    runs_it: bool


def series_of(poll, user):
    """The poll's runs in the rooms the user may enter, oldest first; a coach of another subgroup sees none of it."""
    rooms = Room.objects.visible_to(user)
    runs = PollRun.objects.filter(poll=poll, room__in=rooms).select_related("room__session", "afterwards", "follows")
    runs = list(runs.order_by("opened_at", "pk"))
    tally = tallies(runs)
    sessions = {run.room.session_id for run in runs}
    links = SubgroupSession.objects.filter(session__in=sessions).values_list("session", "subgroup", "subgroup__name")
    subgroups = {session: (subgroup, name) for session, subgroup, name in links}
    coached = set(SubgroupCoach.objects.of(user).values_list("subgroup_id", flat=True))
    everything = is_organiser(user, poll.theme)
    columns = []
    for run in runs:
        subgroup, name = subgroups.get(run.room.session_id, (None, ""))
        runs_it = everything or subgroup is None or subgroup in coached
        columns.append(_column(run, name, tally[run.pk], runs_it))
    return columns


def _column(run, subgroup, tally, runs_it):
    if run.follows_id and run.is_open:
        return Column(run, subgroup, tally.answered, False, None, runs_it)
    told = tally.told_to("coach" if runs_it else "projector")
    results = told["result"] and run.kind_of.shown(run, told["result"], told.get("counted", told["answered"]))
    return Column(run, subgroup, told["answered"], told["too_few"], results, runs_it)


def compared(columns):
    """[(text, [figure of each column])] where the kind has figures to compare, in the order they were asked."""
    shown = [column for column in columns if column.results]
    if len(shown) < 2 or shown[0].results["shape"] not in FIGURE:
        return []
    figure = FIGURE[shown[0].results["shape"]]
    texts = [row["text"] for row in shown[0].results["rows"]]
    if shown[0].results["shape"] == "ranks":
        texts = KINDS["ranking"].texts(shown[0].run)
    by_column = [
        {row["text"]: figure(row) for row in column.results["rows"]} if column.results else {} for column in columns
    ]
    return [(text, [figures.get(text) for figures in by_column]) for text in texts]


FIGURE = {
    "bars": lambda row: {"percent": row["percent"], "people": row["people"]},
    "points": lambda row: {"percent": row["percent"]},
    "ranks": lambda row: {"mean": row["mean"]},
    "stack": lambda row: {"mean": row["mean"]},
}
