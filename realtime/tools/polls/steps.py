"""What an open anonymous run has come to is shown in steps, so that nobody's answer can be read from a change.

Who answers can be seen in the room, and a result that changed with each answer would tell what. So the answers as they
stood at some moment are shown only once FEWEST more people have answered: between any two results that are shown, the
whole one at the end included, there are always the answers of FEWEST or more.
"""

from django.db.models import Count

from realtime.tools.polls.kinds.kind import FEWEST
from realtime.tools.polls.models import Ballot, PollRun


def keep_steps(run_ids):
    """Called when ballots of these open anonymous runs have been stored, in the same transaction.

    ``steps`` of a run holds ``shown``, the answers everybody may see now, and ``next``, those of ``next_at`` people
    that come after them.
    """
    people = dict(Ballot.objects.filter(run__in=run_ids).values_list("run").annotate(Count("pk")).order_by())
    for run in PollRun.objects.filter(pk__in=run_ids):
        if people[run.pk] >= run.steps.get("next_at", 0) + FEWEST:
            answers = Ballot.objects.filter(run=run).values_list("answer").annotate(Count("pk")).order_by()
            following = {"next": [list(counted) for counted in answers], "next_at": people[run.pk]}
            PollRun.objects.filter(pk=run.pk).update(steps={"shown": run.steps.get("next", []), **following})


def shown_answers(run):
    """[(answer, people)] of an open anonymous run as far as they may be shown."""
    return [(answer, people) for answer, people in run.steps.get("shown", [])]
