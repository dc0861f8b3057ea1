"""Subgroups at a glance: the same figures gathered by subgroup, and what in them asks for a word from the coach.

Nobody is named, and what is hidden gives no hint: a hint comes only from a figure that is told.
"""

from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from coaching.core.registries import Extract, datasets
from coaching.programmes.models import Session
from coaching.surveys.models import Wave

FEW_ANSWERS = 60  # per cent, under which an open survey is worth a word
FALLEN = 0.75  # of the round before


@dataclass(frozen=True)
class Hint:
    text: str
    view: str


@dataclass(frozen=True)
class Glance:
    """One subgroup: (what, figure or None) pairs, when it meets next, and what asks for a word."""

    name: str
    figures: tuple
    coming: object
    hints: tuple


def glances(programme, tables):
    """A Glance of each subgroup whose figures are among the tables."""
    by_key = {table.key: table for table in tables}
    if "circles" not in by_key:
        return []
    coming, waves = _coming(programme), _open_waves(programme)
    return [_glance(row, by_key, waves, coming.get(row.label)) for row in by_key["circles"].rows]


def _glance(circle, by_key, waves, coming):
    figures = [(_("Members"), circle.values[0])]
    hints = []
    if rounds := _row(by_key, "rounds_circle", circle.circle):
        figures.append((_("Present in the last round"), rounds.values[-1]))
        hints += _fallen(rounds.values)
    if activity := by_key.get(f"activity_{circle.circle}"):
        last = activity.rows[-1]
        figures += [(f"{column}, {last.inside or last.label}", value) for column, value in activity.cells(last)]
        hints += _quiet(activity)
    for wave in waves:
        if (table := by_key.get(f"responses_{wave.pk}")) and (row := _row(by_key, table.key, circle.circle)):
            figures.append((f"{table.subject}, {table.columns[-1].lower()}", row.values[-1]))
            hints += _unanswered(table, row.values[-1], wave)
    if coming is None:
        hints.append(Hint(_("No digikahvit is in the calendar of this subgroup."), ""))
    return Glance(circle.label, tuple(figures), coming, tuple(hints))


def _row(by_key, key, circle):
    table = by_key.get(key)
    return next((row for row in table.rows if row.circle == circle), None) if table else None


def _fallen(values):
    told = [value for value in values if value]
    if len(told) > 1 and values[-1] and told[-2] * FALLEN > values[-1]:
        yield Hint(
            _("Fewer were there than in the round before: {now} instead of {then}.").format(
                now=values[-1], then=told[-2]
            ),
            "kattavuus",
        )


def _quiet(activity):
    head = _("Messages in discussions")
    if head in activity.columns and activity.rows[-1].values[activity.columns.index(head)] == 0:
        yield Hint(
            _("Nobody has written in the discussion this month. A question from you may open it."), "aktiivisuus"
        )


def _unanswered(table, share, wave):
    if share is not None and share < FEW_ANSWERS:
        day = formats.date_format(timezone.localtime(wave.closes_at), "SHORT_DATE_FORMAT")
        yield Hint(
            _("{share} % have answered “{survey}” so far. It closes on {day}: a word in the digikahvit helps.").format(
                share=share, survey=table.subject, day=day
            ),
            "vastaukset",
        )


def _coming(programme):
    """{name of the subgroup: its next session}."""
    if "subgroup_sessions" not in datasets:
        return {}
    owner = {row["session"]: row["subgroup"] for row in datasets["subgroup_sessions"].rows(Extract(programme.pk))}
    found = {}
    for session in (
        Session.objects.coming().filter(programme=programme, key__in=list(owner)).select_related("programme")
    ):
        found.setdefault(owner[session.key], session)
    return found


def _open_waves(programme):
    return list(Wave.objects.open().filter(survey__programme=programme, session__isnull=True))
