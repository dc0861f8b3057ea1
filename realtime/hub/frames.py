"""The frames a server sends, as text; put together from lines that were encoded once."""

from coaching.core.compact import dumps


def framed(text):
    """The text as a WebSocket frame (RFC 6455, section 5.2), as a server sends it."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return b"\x81" + size.to_bytes(1) + payload
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2) + payload
    return b"\x81\x7f" + size.to_bytes(8) + payload


def events(lines, after, seq):
    return f'{{"events":[{",".join(line.text for line in lines)}],"after":{after},"seq":{seq}}}'


def snapshot(shared, own, seq):
    """``shared`` is the text of the state that everybody with the same view gets; ``own`` the person's own part."""
    own = "," + dumps(own)[1:-1] if own else ""
    return f'{{"snapshot":{shared[:-1]}{own}}},"seq":{seq}}}'


def tick(**values):
    return dumps({"tick": values})


def beat(seq):
    return f'{{"beat":{seq}}}'


def ack(deed_id, seq):
    return f'{{"ack":"{deed_id}","seq":{seq}}}'


def refused(deed_id, code, message):
    return dumps({"refused": deed_id and str(deed_id), "code": code, "message": message})
