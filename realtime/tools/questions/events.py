"""What is told of questions."""

from realtime.tools.tool import EventKind

ASKED = ("who", "name", "question", "text", "answered")

KINDS = {
    "question.asked": EventKind("everyone", ASKED, sums="question"),
    "question.sent": EventKind("person", ("waits",)),
    "question.backed": EventKind("person", ("question", "up"), sums="question"),
    "question.marked": EventKind("everyone", ("question", "answered")),
    "question.shown": EventKind("everyone", ("question", "text"), projected=True),
    "question.hidden": EventKind("everyone", ("question",), projected=True, unsays=True),
    "question.aside": EventKind("coaches", ASKED),
    "question.returned": EventKind("coaches", ("question",)),
    "private.asked": EventKind("coaches", ("who", "name", "note", "text")),
    "private.sent": EventKind("person", ("note", "text")),
    "private.answered": EventKind("coaches", ("who", "name", "note", "text")),
    "private.answer": EventKind("person", ("who", "name", "note", "text")),
}
