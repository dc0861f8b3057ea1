"""Ballots of many voters stored together."""

from typing import Any, NamedTuple

from realtime.tools.polls.models import Ballot
from realtime.tools.polls.steps import keep_steps


class Vote(NamedTuple):
    """What one ballot is to hold; ``person_id`` only where the run is not anonymous."""

    run_id: int
    voter_key: str
    person_id: int | None
    answer: Any


def cast(votes):
    """Cast or change these ballots in one statement; of several votes on one ballot the last counts."""
    last = {(vote.run_id, vote.voter_key): vote for vote in votes}
    Ballot.objects.bulk_create(
        [Ballot(**vote._asdict()) for vote in last.values()],
        update_conflicts=True,
        unique_fields=["run", "voter_key"],
        update_fields=["answer"],
    )
    anonymous = {vote.run_id for vote in votes if vote.person_id is None}
    if anonymous:
        keep_steps(anonymous)
