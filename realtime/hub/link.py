"""One connection's way out: written straight through while it keeps up, a bounded queue while it does not."""

import asyncio
from collections import deque
from types import coroutine

from realtime.closing import CLOSE_CODES
from realtime.hub.frames import framed
from realtime.limits import LIMITS

SHORTCUT = "digikahvit.frame"
"""Where in the ASGI scope a server offers to write whole frames as they are."""


class Link:
    """A socket as the hub sees it; ``visitor`` is None for a projector.

    ``send`` never waits. A frame goes to the server's transport at once, in
    the same step; only when that one asks for patience are frames queued.
    ``write`` is the server's shortcut for whole frames, where it has one.
    """

    __slots__ = ("_bytes", "_queue", "_rest", "_send", "_task", "_write", "ended", "view", "visitor")

    def __init__(self, send, *, view, visitor=None, task=None, write=None):
        self._send = send
        self._write = write
        self.view = view
        self.visitor = visitor
        self._task = task
        self._queue = deque()
        self._bytes = 0
        self._rest = None
        self.ended = None

    def send(self, text, frame=None):
        """Send text, or queue it; a connection with too much waiting is ended.

        ``frame`` is the text as a frame, where the caller has made it once for many.
        """
        if self.ended is not None:
            return
        if self._rest is None and self._write is not None and self._write(frame or framed(text)):
            return
        if self._rest is not None:
            self._queue.append(text)
            self._bytes += len(text)
            if len(self._queue) > LIMITS.frames_waiting or self._bytes > LIMITS.bytes_waiting:
                self.end(CLOSE_CODES["fell_behind"])
            return
        sending = self._send({"type": "websocket.send", "text": text})
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return
        except Exception:  # the server's own word for a client that has gone; its disconnect follows
            self.ended = 0
            return
        self._rest = asyncio.ensure_future(self._drain(sending, waits_for))

    def end(self, code):
        """Close with this code: the connection's own task wakes and does it."""
        if self.ended is None:
            self.ended = code
            self._queue.clear()
            if self._rest is not None:
                self._rest.cancel()
            self._task.cancel()

    async def _drain(self, sending, waits_for):
        try:
            await _finish(sending, waits_for)
            while self._queue:
                text = self._queue.popleft()
                self._bytes -= len(text)
                await self._send({"type": "websocket.send", "text": text})
        except Exception:  # as above
            self.ended = self.ended or 0
        finally:
            self._rest = None


@coroutine
def _finish(started, waits_for):
    """Go on with a coroutine that has been started by hand and has given what it waits for."""
    while True:
        try:
            yield waits_for
        except BaseException as error:
            try:
                waits_for = started.throw(error)
            except StopIteration:
                return
        else:
            try:
                waits_for = started.send(None)
            except StopIteration:
                return
