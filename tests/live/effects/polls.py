from tests.live.effects.put import put


def prepared(snapshot, event):
    snapshot["library"] = put(snapshot["library"], "poll", event["data"])


def opened(snapshot, event):
    run = {**event["data"], "state": "open", "revealed": False, "opened": event["at"], "closed": None}
    snapshot["polls"] = put(snapshot["polls"], "run", run)


def answered(snapshot, event):
    snapshot["mine"][str(event["data"]["run"])] = event["data"]["choice"]


def closed(snapshot, event):
    _run(snapshot, event).update(state="closed", closed=event["at"])


def revealed(snapshot, event):
    _run(snapshot, event)["revealed"] = True


def _run(snapshot, event):
    return next(run for run in snapshot["polls"] if run["run"] == event["data"]["run"])


EFFECTS = {
    "poll.prepared": prepared,
    "poll.opened": opened,
    "poll.answered": answered,
    "poll.closed": closed,
    "poll.revealed": revealed,
}
