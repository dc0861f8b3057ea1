"""What is told of guests: the door to everybody, who came to the coaches."""

from realtime.tools.tool import EventKind

KINDS = {
    "door.changed": EventKind("everyone", ("open", "lobby", "code"), projected=True),
    "guest.came": EventKind("coaches", ("who", "name", "guest", "waiting")),
    "guests.let_in": EventKind("coaches", ("guests",)),
    "guest.removed": EventKind("coaches", ("guest",)),
    "guest.sent_away": EventKind("person", (), rights=True),
}
