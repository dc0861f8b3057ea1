"""A question of each kind, and an answer to it."""

from realtime.tools.polls.kinds import KINDS
from realtime.tools.polls.kinds.kind import Asked

OPTIONS = ["Puhelu", "Chat", "Videopuhelu"]
PARTS = [
    {"question": "Mitä käytit?", "kind": "multiple", "options": OPTIONS, "settings": {}},
    {"question": "Miten meni?", "kind": "text", "options": [], "settings": {}},
]


def asked(kind, options=OPTIONS, **settings):
    options, settings = KINDS[kind].checked(options if KINDS[kind].most_options else [], settings)
    return Asked("Mitä mieltä olet?", kind, options, settings)


ASKED = {
    "single": asked("single"),
    "multiple": asked("multiple"),
    "yes_no": asked("yes_no", []),
    "scale": asked("scale", ["Osaan", "Uskallan"], low="en lainkaan", high="täysin"),
    "number": asked("number", lowest=0, highest=60, unit="min"),
    "text": asked("text"),
    "cloud": asked("cloud", words=2),
    "ranking": asked("ranking"),
    "points": asked("points", points=10),
    "form": asked("form", questions=PARTS),
}
GIVEN = {
    "single": [1],
    "multiple": [0, 2],
    "yes_no": [2],
    "scale": [4, None],
    "number": 12.5,
    "text": "Hiljaisuus oli vaikeaa",
    "cloud": ["luottamus", "kiire"],
    "ranking": [2, 0, 1],
    "points": [7, 0, 3],
    "form": [[0], "Hyvin"],
}
