"""What is told of the mood: nothing but sums. The events go to nobody and name nobody."""

from realtime.tools.tool import EventKind

KINDS = {
    "mood.felt": EventKind("nobody", ("mood",), sums="mood"),
    "mood.wished": EventKind("nobody", ("mood",), sums="mood"),
    "mood.heard": EventKind("coaches", ("mood",), sums="mood"),
}
