"""Ballots of many voters stored together."""

from typing import NamedTuple

from realtime.tools.polls.models import Ballot, BallotChoice


class Vote(NamedTuple):
    """What one ballot is to hold; ``person_id`` only where the run is not anonymous."""

    run_id: int
    voter_key: str
    person_id: int | None
    chosen: list


def cast(votes):
    """Cast or change these ballots in four statements; of several votes on one ballot the last counts.

    The lock of the room keeps two writers from casting the same ballot.
    """
    last = {(vote.run_id, vote.voter_key): vote for vote in votes}
    runs, keys = {run for run, _key in last}, {key for _run, key in last}
    ballots = {
        (ballot.run_id, ballot.voter_key): ballot for ballot in Ballot.objects.filter(run__in=runs, voter_key__in=keys)
    }
    changed = [ballots[one] for one in last if one in ballots]
    fresh = [
        Ballot(run_id=vote.run_id, voter_key=vote.voter_key, person_id=vote.person_id)
        for one, vote in last.items()
        if one not in ballots
    ]
    ballots.update({(ballot.run_id, ballot.voter_key): ballot for ballot in fresh})
    if changed:
        BallotChoice.objects.filter(ballot__in=changed).delete()
    Ballot.objects.bulk_create(fresh)
    BallotChoice.objects.bulk_create(
        [BallotChoice(ballot=ballots[one], option=option) for one, vote in last.items() for option in vote.chosen]
    )
