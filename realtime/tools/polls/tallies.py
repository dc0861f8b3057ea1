"""What a poll's run has come to, and who may see it. Under five answers nobody sees results, on any surface."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from realtime.tools.polls.kinds.kind import FEWEST
from realtime.tools.polls.models import ON_ITS_WAY, Ballot, PollRun, Reveal
from realtime.tools.polls.steps import shown_answers


@dataclass(frozen=True)
class Tally:
    """``answered`` counts people. ``result`` is of the run's kind; ``public`` the same without what is hidden.

    ``counted`` is how many are in the result of an open anonymous run: fewer than have answered. None: all are.

    ``due`` is when the run closes by itself.
    """

    run: int
    reveal: str
    is_open: bool
    revealed: bool
    answered: int = 0
    result: dict = field(default_factory=dict)
    public: dict = field(default_factory=dict)
    due: datetime | None = None
    counted: int | None = None

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
        counted = self.answered if self.counted is None else self.counted
        few = counted < FEWEST
        result = None if few or not seen else self.result if view == "coach" else self.public
        told = {"run": self.run, "answered": self.answered, "result": result, "too_few": seen and few}
        return told | {"counted": counted} if result and counted < self.answered else told


def tallies(runs):
    """{run id: Tally} for a queryset or list of runs, in two queries at most, however many there are."""
    runs = list(runs)
    answers = {run.pk: [] for run in runs}
    cast = Ballot.objects.filter(run__in=runs).values_list("run_id", "answer")
    for run_id, answer, people in cast.annotate(people=Count("pk")).order_by():
        answers[run_id].append((answer, people))
    return {run.pk: _tally(run, answers[run.pk]) for run in runs}


def tallies_of(room_id, run_ids=None):
    """The tallies of what is put to the room; what stands open afterwards is no part of its state."""
    runs = PollRun.objects.filter(room_id=room_id, follows__isnull=True)
    return tallies(runs if run_ids is None else runs.filter(pk__in=run_ids))


def _tally(run, answers):
    """Too few are not even counted out."""
    answered = sum(people for _answer, people in answers)
    if run.is_open and run.is_anonymous:
        answers = shown_answers(run)
    counted = sum(people for _answer, people in answers)
    result = run.kind_of.tally(run, answers, run.hidden) if counted >= FEWEST else {}
    return Tally(
        run.pk,
        run.reveal,
        run.is_open,
        run.revealed,
        answered,
        result,
        run.kind_of.public(result) if result else {},
        run.closes_at + ON_ITS_WAY if run.is_open and run.closes_at else None,
        counted,
    )
