"""One's own mix of work, peer and formal learning: what history tells, and what was written by hand.

A picture of what has been, never a target, a score or a ranking.
"""

from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from coaching.core.models import History
from coaching.core.registries import verbs
from coaching.journal.models import Entry, Mode


@dataclass(frozen=True)
class Share:
    """How much of one mode. ``minutes`` is of the ``timed`` ones only; ``start`` and ``width`` draw the bar."""

    mode: str
    label: str
    count: int
    timed: int
    minutes: int
    start: str
    width: str

    @property
    def time(self):
        return duration(self.minutes) if self.timed else ""

    @property
    def untimed(self):
        return self.count - self.timed


def learning_verbs():
    """{verb name: mode} of the deeds that are learning."""
    return {name: verb.learning for name, verb in verbs.items() if verb.learning}


def learning_deeds(programme_id):
    return History.objects.filter(scope=programme_id, verb__in=list(learning_verbs()))


def mix_of(person, programme):
    """The three shares, in two queries however much there is."""
    sums = {mode: [0, 0, 0] for mode in Mode.values}
    modes = learning_verbs()
    figures = {"count": Count("pk"), "timed": Count("minutes"), "total": Sum("minutes")}
    deeds = learning_deeds(programme.pk).filter(actor=person).order_by().values("verb").annotate(**figures)
    notes = Entry.objects.done().filter(person=person, programme=programme).order_by().values("mode")
    for row in [*deeds, *notes.annotate(**figures)]:
        sums_of = sums[row["mode"] if "mode" in row else modes[row["verb"]]]
        for place, figure in enumerate(("count", "timed", "total")):
            sums_of[place] += row[figure] or 0
    return _shares(sums)


def _shares(sums):
    everything = sum(count for count, _timed, _minutes in sums.values())
    shares, before = [], 0
    for mode, (count, timed, minutes) in sums.items():
        start, width = (100 * part / everything if everything else 0 for part in (before, count))
        shares.append(Share(mode, Mode(mode).label, count, timed, minutes, f"{start:.3f}%", f"{width:.3f}%"))
        before += count
    return shares


def duration(minutes):
    """Minutes as people say them: 45 min, 2 h, 1 h 30 min."""
    hours, left = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": left}
    if not left:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": left}
