def changed(snapshot, event):
    snapshot["screen"] = event["data"]


EFFECTS = {"screen.changed": changed}
