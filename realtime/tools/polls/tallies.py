"""What a poll's run has come to, and who may see it. Under five answers nobody sees shares, on any surface."""

from dataclasses import dataclass, field

from django.db.models import Count

from realtime.tools.polls.models import Ballot, BallotChoice, PollRun, Reveal

FEWEST = 5


@dataclass(frozen=True)
class Tally:
    """``answered`` counts people, ``counts`` people per option: shares are of people, not of ticks."""

    run: int
    reveal: str
    is_open: bool
    revealed: bool
    answered: int = 0
    counts: tuple = field(default=())

    def is_public(self):
        """Whether everyone in the room, and the projector, may see the results."""
        if self.revealed or self.reveal == Reveal.LIVE:
            return True
        return not self.is_open and self.reveal != Reveal.COACH_ONLY

    def is_seen_by(self, view, has_answered):
        """``view`` is "coach", "member" or "projector"."""
        if view == "coach" or self.is_public():
            return True
        return view == "member" and has_answered and self.after_own

    @property
    def after_own(self):
        return self.reveal == Reveal.AFTER_OWN

    def told_to(self, view, has_answered=False):
        """What this viewer is sent: what may not be shown is not in it."""
        seen = self.is_seen_by(view, has_answered)
        few = self.answered < FEWEST
        counts = list(self.counts) if seen and not few else None
        return {"run": self.run, "answered": self.answered, "counts": counts, "too_few": seen and few}


def tallies(runs):
    """{run id: Tally} for a queryset of runs, in three queries however many there are."""
    runs = list(runs)
    answered = dict(Ballot.objects.filter(run__in=runs).values_list("run_id").annotate(Count("pk")))
    counts = {run.pk: [0] * len(run.options) for run in runs}
    chosen = BallotChoice.objects.filter(ballot__run__in=runs).values_list("ballot__run_id", "option")
    for run_id, option, people in chosen.annotate(people=Count("pk")).order_by():
        counts[run_id][option] = people
    return {
        run.pk: Tally(run.pk, run.reveal, run.is_open, run.revealed, answered.get(run.pk, 0), tuple(counts[run.pk]))
        for run in runs
    }


def tallies_of(room_id, run_ids=None):
    runs = PollRun.objects.filter(room_id=room_id)
    return tallies(runs if run_ids is None else runs.filter(pk__in=run_ids))
