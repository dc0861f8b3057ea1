def put(things, key, thing):
    """The list with the thing at its end, in place of one with the same key."""
    return [one for one in things if one[key] != thing[key]] + [thing]
