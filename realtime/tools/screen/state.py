def state(room, view):
    """Which link holds. The link itself is never told: it is signed anew for each page."""
    return {"screen": {"link": room.screen_link, "on": room.screen_on}} if view == "coach" else {}
