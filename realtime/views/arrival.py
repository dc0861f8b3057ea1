"""What a page holds when it comes: the very frames its viewer's socket would send on arrival."""

from realtime.doorbell import bell
from realtime.snapshot import shared_state
from realtime.sums import told_sums
from realtime.toolbox import acted_on, sums_of


def frames_for(admission):
    """[hello, snapshot, tick] as data, in this viewer's view."""
    seq, state = shared_state(admission.room_id, admission.view)
    acted = set()
    if admission.own is not None:
        state |= admission.own
        acted = acted_on(admission.own)
    tick = {"here": _here(admission), **told_sums(sums_of(admission.room_id), admission.view, acted)}
    return [admission.hello(seq), {"snapshot": state, "seq": seq}, {"tick": tick}]


def _here(admission):
    """Who is here as far as this process has told; the socket corrects it a moment later."""
    rooms = [hub.rooms.get(admission.room_id) for hub in list(bell().hubs)]
    people = [present for room in rooms if room for present in room.presence.told()]
    if admission.visitor is None:
        return {"count": len(people)}
    return {"count": len(people), "people": [present.told() for present in people]}
