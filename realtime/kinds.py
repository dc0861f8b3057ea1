"""The kinds of events, who hears them, and what they carry: docs/protocol.md in code."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """``data`` names the fields on the wire; of those, who and name are filled in from the actor when sent."""

    audience: str
    data: tuple
    projected: bool = False

    @property
    def tells_who(self):
        return "who" in self.data


QUESTION = ("question", "kind", "options", "reveal", "anonymity")

KINDS = {
    "chat.said": Kind("everyone", ("who", "name", "coach", "text")),
    "poll.prepared": Kind("coaches", ("poll", *QUESTION)),
    "poll.opened": Kind("everyone", ("run", "poll", *QUESTION), projected=True),
    "poll.answered": Kind("person", ("run", "choice")),
    "poll.closed": Kind("everyone", ("run",), projected=True),
    "poll.revealed": Kind("everyone", ("run",), projected=True),
}


def question_of(thing):
    """The part of a poll or run that is its question."""
    return {name: getattr(thing, name) for name in QUESTION}
