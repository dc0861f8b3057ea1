"""Pilots and what belongs to them."""

from coaching.pilots.models.feedback import ClientFeedback, FeedbackLink, Smile, WorkerFeedback
from coaching.pilots.models.pilot import GUIDES, INSIDERS, Pilot, PilotPerson, programmes_as
from coaching.pilots.models.record import Figure, Risk, Tool
from coaching.pilots.models.steps import StateChange, Step
from coaching.pilots.models.visits import GuidanceVisit

__all__ = [
    "GUIDES",
    "INSIDERS",
    "ClientFeedback",
    "FeedbackLink",
    "Figure",
    "GuidanceVisit",
    "Pilot",
    "PilotPerson",
    "Risk",
    "Smile",
    "StateChange",
    "Step",
    "Tool",
    "WorkerFeedback",
    "programmes_as",
]
