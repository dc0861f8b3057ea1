from tests.live.effects.put import put


def rule(snapshot, event):
    snapshot["holds"] = event["data"]["holds"]


def told(snapshot, event):
    snapshot["restraint"] = event["data"]["what"]


def restrained(snapshot, event):
    others = [one for one in snapshot["restrained"] if one["who"] != event["data"]["who"]]
    snapshot["restrained"] = [*others, event["data"]] if event["data"]["what"] else others


def held(snapshot, event):
    message = {**event["data"], "held": event["seq"], "at": event["at"]}
    snapshot["held"] = put(snapshot["held"], "held", message)


def waiting(snapshot, event):
    snapshot["waiting"] = put(snapshot["waiting"], "held", {**event["data"], "at": event["at"], "reason": ""})


def settled(snapshot, event):
    snapshot["held"] = [one for one in snapshot["held"] if one["held"] != event["data"]["held"]]


def answered(snapshot, event):
    number, reason = event["data"]["held"], event["data"]["reason"]
    if not reason:
        snapshot["waiting"] = [one for one in snapshot["waiting"] if one["held"] != number]
    for one in snapshot["waiting"]:
        if one["held"] == number:
            one["reason"] = reason


def hidden(snapshot, event):
    _message(snapshot, event, text="", hidden=event["data"]["reason"])


def returned(snapshot, event):
    _message(snapshot, event, text=event["data"]["text"], hidden="")


def _message(snapshot, event, **values):
    for message in snapshot["messages"]:
        if message["seq"] == event["data"]["message"]:
            message.update(values)


EFFECTS = {
    "moderation.rule": rule,
    "moderation.told": told,
    "moderation.restrained": restrained,
    "chat.held": held,
    "chat.waiting": waiting,
    "chat.settled": settled,
    "chat.answered": answered,
    "chat.hidden": hidden,
    "chat.returned": returned,
}
