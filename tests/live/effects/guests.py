from tests.live.effects.put import put


def changed(snapshot, event):
    snapshot["door"] = event["data"]


def came(snapshot, event):
    snapshot["guests"] = put(snapshot["guests"], "guest", event["data"])


def let_in(snapshot, event):
    for guest in snapshot["guests"]:
        guest["waiting"] = guest["waiting"] and guest["guest"] not in event["data"]["guests"]


def removed(snapshot, event):
    snapshot["guests"] = [guest for guest in snapshot["guests"] if guest["guest"] != event["data"]["guest"]]


def sent_away(snapshot, event):
    """The connection that hears it is closed next."""


EFFECTS = {
    "door.changed": changed,
    "guest.came": came,
    "guests.let_in": let_in,
    "guest.removed": removed,
    "guest.sent_away": sent_away,
}
