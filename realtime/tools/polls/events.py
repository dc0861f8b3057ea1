"""What is told of polls."""

from realtime.tools.tool import EventKind

QUESTION = ("question", "kind", "options", "settings", "reveal", "anonymity")

KINDS = {
    "poll.prepared": EventKind("coaches", ("poll", *QUESTION, "seconds")),
    "poll.removed": EventKind("coaches", ("poll",)),
    "poll.opened": EventKind("everyone", ("run", "poll", *QUESTION, "closes"), projected=True, sums="run"),
    "poll.answered": EventKind("person", ("run", "answer"), sums="run"),
    "poll.timed": EventKind("everyone", ("run", "closes"), projected=True, sums="run"),
    "poll.hidden": EventKind("coaches", ("run", "text", "hidden"), sums="run"),
    "poll.closed": EventKind("everyone", ("run",), projected=True, sums="run"),
    "poll.revealed": EventKind("everyone", ("run",), projected=True, sums="run"),
}


def question_of(thing):
    """The part of a poll or run that is its question."""
    return {name: getattr(thing, name) for name in QUESTION}


def prepared(poll):
    """A poll of the library, as coaches are told of it."""
    return {"poll": poll.pk, **question_of(poll), "seconds": poll.seconds}
