"""What is told of polls."""

from realtime.tools.tool import EventKind

QUESTION = ("question", "kind", "options", "reveal", "anonymity")

KINDS = {
    "poll.prepared": EventKind("coaches", ("poll", *QUESTION)),
    "poll.opened": EventKind("everyone", ("run", "poll", *QUESTION), projected=True, sums="run"),
    "poll.answered": EventKind("person", ("run", "choice"), sums="run"),
    "poll.closed": EventKind("everyone", ("run",), projected=True, sums="run"),
    "poll.revealed": EventKind("everyone", ("run",), projected=True, sums="run"),
}


def question_of(thing):
    """The part of a poll or run that is its question."""
    return {name: getattr(thing, name) for name in QUESTION}
