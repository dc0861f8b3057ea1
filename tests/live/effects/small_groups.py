"""What happens to small groups."""

from tests.live.effects.put import put


def _on(snapshot, event):
    """The set the event tells of, where it is the one the room shows; otherwise None."""
    told = snapshot["groups"]
    return told if told and told["groups"] == event["data"]["groups"] else None


def prepared(snapshot, event):
    kept = put(snapshot["prepared_groups"], "groups", event["data"])
    snapshot["prepared_groups"] = sorted(kept, key=lambda one: one["groups"])


def discarded(snapshot, event):
    _unprepare(snapshot, event["data"]["groups"])


def _unprepare(snapshot, number):
    if "prepared_groups" in snapshot:
        kept = snapshot["prepared_groups"]
        snapshot["prepared_groups"] = [one for one in kept if one["groups"] != number]


def begun(snapshot, event):
    snapshot["groups"] = event["data"]
    _unprepare(snapshot, event["data"]["groups"])
    snapshot |= {"report": None} | ({"words": [], "reported": []} if "words" in snapshot else {})


def placed(snapshot, event):
    told, data = _on(snapshot, event), event["data"]
    for group in told["list"] if told else ():
        if group["group"] == data["group"]:
            group["people"] = put(group["people"], "who", {"who": data["who"], "name": data["name"]})
        else:
            group["people"] = [person for person in group["people"] if person["who"] != data["who"]]


def renamed(snapshot, event):
    told, data = _on(snapshot, event), event["data"]
    everywhere = [*(told["list"] if told else ()), *snapshot.get("beside", ()), snapshot.get("report")]
    for group in everywhere:
        if group and group["group"] == data["group"]:
            group["name"] = data["name"]


def timed(snapshot, event):
    if told := _on(snapshot, event):
        told["ends"] = event["data"]["ends"]


def closed(snapshot, event):
    if told := _on(snapshot, event):
        told["phase"] = "closed"
    if "called" in snapshot:
        snapshot["called"] = None


def chair(snapshot, event):
    for group in (_on(snapshot, event) or {"list": ()})["list"]:
        if group["group"] == event["data"]["group"]:
            group["chair"] = event["data"]["chair"]


def called(snapshot, event):
    snapshot["called"] = event["data"]["called"]


def word(snapshot, event):
    if _on(snapshot, event):
        data = event["data"]
        snapshot["words"] = put(
            snapshot["words"], "word", {"word": data["word"], "at": event["at"], "text": data["text"]}
        )


def noted(snapshot, event):
    data = event["data"]
    note = {key: data[key] for key in ("task", "version", "text", "who", "name")}
    snapshot["group_notes"] = sorted(put(snapshot["group_notes"], "task", note), key=lambda one: one["task"])


def reported(snapshot, event):
    if not _on(snapshot, event):
        return
    before, report = snapshot["report"], event["data"]["report"]
    snapshot["report"] = report
    if before and (report is None or report["group"] != before["group"]) and "reported" in snapshot:
        snapshot["reported"] = sorted({*snapshot["reported"], before["group"]})


def nothing(snapshot, event):
    pass


EFFECTS = {
    "groups.prepared": prepared,
    "groups.discarded": discarded,
    "groups.offered": begun,
    "groups.opened": begun,
    "groups.placed": placed,
    "groups.named": renamed,
    "groups.sent": nothing,
    "groups.timed": timed,
    "groups.closed": closed,
    "groups.chair": chair,
    "groups.called": called,
    "groups.waits": nothing,
    "groups.word": word,
    "groups.noted": noted,
    "groups.reported": reported,
}
