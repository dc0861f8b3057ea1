"""What is told of the talk."""

from realtime.tools.tool import EventKind

KINDS = {"chat.said": EventKind("everyone", ("who", "name", "coach", "text"))}
