"""What is told of the running order."""

from realtime.tools.tool import EventKind

KINDS = {
    "script.moved": EventKind("everyone", ("item", "title", "minutes", "opens"), projected=True),
    "script.written": EventKind("coaches", ("items",)),
}
