from tests.live.effects.put import put


def said(snapshot, event):
    message = {"seq": event["seq"], "at": event["at"], **event["data"], "hidden": ""}
    snapshot["messages"] = put(snapshot["messages"], "seq", message)


EFFECTS = {"chat.said": said}
