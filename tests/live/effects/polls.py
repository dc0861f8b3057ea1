from tests.live.effects.put import put


def prepared(snapshot, event):
    snapshot["library"] = put(snapshot["library"], "poll", event["data"])


def opened(snapshot, event):
    run = {**event["data"], "state": "open", "revealed": False, "opened": event["at"], "closed": None}
    snapshot["polls"] = put(snapshot["polls"], "run", run)


def removed(snapshot, event):
    snapshot["library"] = [poll for poll in snapshot["library"] if poll["poll"] != event["data"]["poll"]]


def answered(snapshot, event):
    snapshot["mine"][str(event["data"]["run"])] = event["data"]["answer"]


def closed(snapshot, event):
    _run(snapshot, event).update(state="closed", closed=event["at"])


def timed(snapshot, event):
    _run(snapshot, event)["closes"] = event["data"]["closes"]


def hidden(snapshot, event):
    """Nothing in the snapshot: the tick tells what is shown."""


def revealed(snapshot, event):
    _run(snapshot, event)["revealed"] = True


def _run(snapshot, event):
    return next(run for run in snapshot["polls"] if run["run"] == event["data"]["run"])


EFFECTS = {
    "poll.prepared": prepared,
    "poll.removed": removed,
    "poll.opened": opened,
    "poll.answered": answered,
    "poll.closed": closed,
    "poll.timed": timed,
    "poll.hidden": hidden,
    "poll.revealed": revealed,
}
