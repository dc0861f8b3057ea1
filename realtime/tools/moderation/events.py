"""What is told of moderation."""

from realtime.tools.tool import EventKind

KINDS = {
    "moderation.rule": EventKind("everyone", ("holds",)),
    "moderation.told": EventKind("person", ("what",), rights=True),
    "moderation.restrained": EventKind("coaches", ("who", "name", "what")),
    "chat.held": EventKind("coaches", ("who", "name", "text")),
    "chat.waiting": EventKind("person", ("held", "text")),
    "chat.settled": EventKind("coaches", ("held",)),
    "chat.answered": EventKind("person", ("held", "reason")),
    "chat.hidden": EventKind("everyone", ("message", "reason"), unsays=True),
    "chat.returned": EventKind("everyone", ("message", "text")),
}
