"""The figures of a programme, counted once an hour, and which of them somebody sees."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language

from coaching.evaluation import summaries
from coaching.evaluation.extract import Snapshot, asked, consenting
from coaching.evaluation.models import Study
from coaching.programmes.access import roles_of
from coaching.programmes.models import Role
from coaching.surveys.audience import CIRCLES
from coaching.surveys.counting import fewest_told

AN_HOUR = 3600


@dataclass(frozen=True)
class Lens:
    """A programme as all its studies together see it: their widest span, their largest threshold.

    A programme without a study is seen whole.
    """

    programme_id: int
    threshold: int
    since: date | None
    until: date | None

    @classmethod
    def of(cls, programme):
        spans = list(Study.objects.filter(programme=programme).values_list("since", "until"))
        starts, ends = zip(*spans, strict=True) if spans else ((None,), (None,))
        return cls(
            programme.pk,
            fewest_told(programme.pk),
            None if None in starts else min(starts),
            None if None in ends else max(ends),
        )


@dataclass(frozen=True)
class Figures:
    """Every table of a programme as it stood at a moment, the same for all who look."""

    at: datetime
    threshold: int
    tables: tuple

    def seen_by(self, user, programme):
        """The tables this user may see: all, or those parts that are about subgroups of their own."""
        if not roles_of(user, programme).isdisjoint({Role.EVALUATOR, Role.ORGANISER}):
            return list(self.tables)
        circle = CIRCLES.get("subgroup")
        own = set(circle.seen(user, programme.pk)) if circle else set()
        return [seen for table in self.tables if (seen := table.seen_in(own))]


def figures_of(programme):
    """Counted anew when the hour changes, so that no single deed shows by looking before it and after it."""
    lens, now = Lens.of(programme), timezone.now()
    span = f"{lens.since}:{lens.until}:{lens.threshold}:{now:%Y%m%d%H}"
    name = f"evaluation.figures:{programme.pk}:{get_language()}:{span}"
    found = cache.get(name)
    if found is None:
        snapshot = Snapshot.nameless(programme.pk, consenting(programme.pk))
        found = Figures(now, lens.threshold, tuple(summaries.tables(lens, asked(lens), snapshot)))
        cache.set(name, found, AN_HOUR)
    return found
