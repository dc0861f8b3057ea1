"""Rooms with their logs and chat, and polls with their runs and ballots."""

from realtime.models.polls import Anonymity, Ballot, BallotChoice, Poll, PollRun, Reveal
from realtime.models.rooms import Event, Message, Room, Stay

__all__ = ["Anonymity", "Ballot", "BallotChoice", "Event", "Message", "Poll", "PollRun", "Reveal", "Room", "Stay"]
