def moved(snapshot, event):
    snapshot["stage"] = {**event["data"], "since": event["at"]} if event["data"]["item"] else None


def written(snapshot, event):
    snapshot["script"] = event["data"]["items"]


EFFECTS = {"script.moved": moved, "script.written": written}
