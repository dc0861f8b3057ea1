"""What is told of who speaks next."""

from realtime.tools.tool import EventKind

KINDS = {
    "queue.raised": EventKind("everyone", ("who", "name", "turn", "spoken")),
    "queue.floor": EventKind("everyone", ("turn",)),
    "queue.left": EventKind("everyone", ("turn",)),
}
