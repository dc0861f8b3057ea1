"""Daphne takes in whatever it is given and keeps it until the reader has read it; here it learns to wait.

uvicorn waits by itself, and is left alone.
"""

import asyncio
import functools


def paced(pages):
    """The same ASGI application, never sending more than the line takes: a slow reader costs no memory."""

    async def application(scope, receive, send):
        line = _daphne_line(send)
        if line is None:
            return await pages(scope, receive, send)
        flow = _Flow(line)

        async def send_when_there_is_room(message):
            if message["type"] == "http.response.body" and not message.get("more_body"):
                flow.end()
            await send(message)
            await flow.room.wait()

        try:
            return await pages(scope, receive, send_when_there_is_room)
        finally:
            flow.end()

    return application


class _Flow:
    """What Twisted tells when its buffer is full and when there is room again."""

    def __init__(self, line):
        self.line = line
        self.room = asyncio.Event()
        self.room.set()
        line.registerProducer(self, True)

    def pauseProducing(self):
        self.room.clear()

    def resumeProducing(self):
        self.room.set()

    def stopProducing(self):
        self.room.set()

    def end(self):
        """Before the last part, as Twisted asks; the reader may have gone already."""
        self.room.set()
        if self.line.producer is self and self.line.channel is not None:
            self.line.unregisterProducer()


def _daphne_line(send):
    """The Twisted request behind Daphne's ``send``, or None under another server or when the reader has gone."""
    line = send.args[0] if isinstance(send, functools.partial) and send.args else None
    return line if getattr(line, "channel", None) is not None and hasattr(line, "registerProducer") else None
