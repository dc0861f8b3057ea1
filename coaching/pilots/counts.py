"""Guidance visits counted by month, organisation and pilot; the totals are the same in all three."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from coaching.pilots.models import GuidanceVisit


@dataclass(frozen=True)
class Row:
    """One line of a table; ``what`` is a month's first day or a name, None when not known."""

    what: Any
    visits: int
    minutes: int


@dataclass(frozen=True)
class Table:
    rows: list

    @property
    def visits(self):
        return sum(row.visits for row in self.rows)

    @property
    def minutes(self):
        return sum(row.minutes for row in self.rows)


def visits_by_month(programme):
    return _table(programme, "month", month=TruncMonth("date"))


def visits_by_organisation(programme):
    return _table(programme, "pilot__organisation__name", "pilot__organisation")


def visits_by_pilot(programme):
    return _table(programme, "pilot__name", "pilot")


def _table(programme, what, *besides, **made):
    visits = GuidanceVisit.objects.filter(pilot__programme=programme).annotate(**made).order_by(what)
    rows = visits.values(what, *besides).annotate(visits=Count("pk"), total=Sum("minutes"))
    return Table([Row(row[what], row["visits"], row["total"]) for row in rows])
