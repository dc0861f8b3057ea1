from tests.live.effects.put import put


def said(snapshot, event):
    message = {"seq": event["seq"], "at": event["at"], **event["data"], "hidden": ""}
    messages = snapshot["messages"]
    is_next = not messages or messages[-1]["seq"] < message["seq"]
    snapshot["messages"] = [*messages, message] if is_next else put(messages, "seq", message)


EFFECTS = {"chat.said": said}
