"""What is told of the screen's link: to coaches, that it is another; to screens, by ending their connections."""

from realtime.tools.tool import EventKind

KINDS = {"screen.changed": EventKind("coaches", ("link", "on"), screens=True)}
