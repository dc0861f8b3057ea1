def state(room, view):
    """Nothing: the mood is told in ticks alone."""
    return {}
