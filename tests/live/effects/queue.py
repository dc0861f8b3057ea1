from tests.live.effects.put import put


def raised(snapshot, event):
    queue = put(snapshot["queue"], "turn", event["data"])
    snapshot["queue"] = sorted(queue, key=lambda hand: (hand["spoken"], hand["turn"]))


def floor(snapshot, event):
    turn = event["data"]["turn"]
    for hand in [hand for hand in snapshot["queue"] if hand["turn"] == turn]:
        snapshot["floor"] = {**hand, "since": event["at"]}
        snapshot["queue"].remove(hand)


def left(snapshot, event):
    turn = event["data"]["turn"]
    snapshot["queue"] = [hand for hand in snapshot["queue"] if hand["turn"] != turn]
    if snapshot["floor"] and snapshot["floor"]["turn"] == turn:
        snapshot["floor"] = None


EFFECTS = {"queue.raised": raised, "queue.floor": floor, "queue.left": left}
