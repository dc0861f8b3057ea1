"""What happens to walls."""


def _wall(snapshot, event):
    return next(wall for wall in snapshot["walls"] if wall["wall"] == event["data"]["wall"])


def _in_order(things, key, thing):
    return sorted([one for one in things if one[key] != thing[key]] + [thing], key=lambda one: one[key])


def _copies(snapshot, event):
    """The note of the event wherever it stands."""
    everywhere = _wall(snapshot, event)["notes"] + snapshot.get("my_notes", [])
    return [note for note in everywhere if note["note"] == event["data"]["note"]]


def opened(snapshot, event):
    wall = {
        **event["data"],
        "opened": event["at"],
        "closed": None,
        "placed": {"notes": {}, "headings": {}},
        "headings": [],
        "notes": [],
    }
    snapshot["walls"] = [one for one in snapshot["walls"] if one["wall"] != wall["wall"]] + [wall]


def noted(snapshot, event):
    wall = _wall(snapshot, event)
    wall["notes"] = _in_order(wall["notes"], "note", dict(event["data"]))


def wrote(snapshot, event):
    snapshot["my_notes"] = _in_order(snapshot["my_notes"], "note", dict(event["data"]))


def gone(snapshot, event):
    number, wall = event["data"]["note"], _wall(snapshot, event)
    wall["notes"] = [note for note in wall["notes"] if note["note"] != number]
    if "my_notes" in snapshot:
        snapshot["my_notes"] = [note for note in snapshot["my_notes"] if note["note"] != number]
        snapshot["my_marks"].pop(str(number), None)


def marked(snapshot, event):
    data = event["data"]
    snapshot["my_marks"].pop(str(data["note"]), None)
    if data["liked"] or data["given"]:
        mark = {"wall": data["wall"], "liked": data["liked"], "given": data["given"]}
        snapshot["my_marks"][str(data["note"])] = mark


def returned(snapshot, event):
    for note in _copies(snapshot, event):
        note["hidden"] = False


def headed(snapshot, event):
    wall, data = _wall(snapshot, event), event["data"]
    heading = {"heading": data["heading"], "text": data["text"]}
    wall["headings"] = _in_order(wall["headings"], "heading", heading)


def unheaded(snapshot, event):
    wall, number = _wall(snapshot, event), event["data"]["heading"]
    wall["headings"] = [one for one in wall["headings"] if one["heading"] != number]
    for note in wall["notes"] + snapshot.get("my_notes", []):
        if note["heading"] == number:
            note["heading"] = None


def grouped(snapshot, event):
    for note in _copies(snapshot, event):
        note["heading"] = event["data"]["heading"]


def placed(snapshot, event):
    for kind, places in _wall(snapshot, event)["placed"].items():
        places.update(event["data"][kind])


def revealed(snapshot, event):
    wall = _wall(snapshot, event)
    if wall["phase"] != "closed":
        wall["phase"] = "revealed"


def closed(snapshot, event):
    number = event["data"]["wall"]
    _wall(snapshot, event).update(phase="closed", closed=event["at"])
    if "my_notes" in snapshot:
        snapshot["my_notes"] = [note for note in snapshot["my_notes"] if note["wall"] != number]
        snapshot["my_marks"] = {key: mark for key, mark in snapshot["my_marks"].items() if mark["wall"] != number}


EFFECTS = {
    "wall.opened": opened,
    "wall.drafted": noted,
    "wall.wrote": wrote,
    "wall.noted": noted,
    "wall.edited": noted,
    "wall.gone": gone,
    "wall.marked": marked,
    "wall.returned": returned,
    "wall.headed": headed,
    "wall.unheaded": unheaded,
    "wall.grouped": grouped,
    "wall.placed": placed,
    "wall.revealed": revealed,
    "wall.closed": closed,
}
