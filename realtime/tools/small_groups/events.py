"""What is told of small groups. People are named when it is sent, in the handles of the room that hears it."""

from realtime.tools.tool import EventKind

SET = ("groups", "title", "how", "phase", "minutes", "tasks", "opened", "ends", "list")

KINDS = {
    "groups.prepared": EventKind("coaches", SET, names=True),
    "groups.discarded": EventKind("coaches", ("groups",)),
    "groups.offered": EventKind("everyone", SET, projected=True, names=True),
    "groups.opened": EventKind("everyone", SET, projected=True, names=True, sums="groups"),
    "groups.placed": EventKind("everyone", ("groups", "group", "who", "name")),
    "groups.named": EventKind("everyone", ("groups", "group", "name"), projected=True),
    "groups.sent": EventKind("person", ("groups", "group", "place"), rights=True),
    "groups.timed": EventKind("everyone", ("groups", "ends"), projected=True, sums="groups"),
    "groups.closed": EventKind("everyone", ("groups",), projected=True, sums="groups"),
    "groups.chair": EventKind("everyone", ("groups", "group", "chair"), names=True),
    "groups.called": EventKind("everyone", ("group", "called")),
    "groups.waits": EventKind("coaches", ("standing",), sums="standing"),
    "groups.word": EventKind("everyone", ("groups", "word", "text")),
    "groups.noted": EventKind("everyone", ("group", "task", "version", "sent", "text", "who", "name")),
    "groups.reported": EventKind("everyone", ("groups", "report"), projected=True),
}
