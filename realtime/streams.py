"""The way out without WebSockets: a client asks over and over, and waits a while for each answer.

A line is a connection like any other: in the room, with a queue of its own.
Each answer names it anew. An answer that was lost, or a request that reaches
another process, names no line there; then one begins again from ``after``.
"""

import asyncio
import logging
from secrets import token_urlsafe

from django.conf import settings
from django.db import Error

from realtime.admission import Admission
from realtime.closing import CLOSE_CODES
from realtime.limits import LIMITS
from realtime.sockets import Connection, asked, cookies_of, query_of

log = logging.getLogger("digikahvit.realtime")
TOGETHER = 0.05
KEPT = 200


class Line:
    """A connection whose frames wait here until they are asked for."""

    def __init__(self, hub, admission, login, after, view):
        self.hub = hub
        self.login = login
        self.closed = None
        self.name = ""
        self._frames = []
        self._turn = 0
        self._news = asyncio.Event()
        self._taken = asyncio.Event()
        self._gone = asyncio.Event()
        self._giving_up = None
        self._life = hub.loop.create_task(self._live(admission, after, view))

    async def wait(self, left):
        """Until there is something to tell, the time is up, somebody else asks, or ``left`` (the client) is done."""
        self._turn += 1
        turn = self._turn
        if self._giving_up:
            self._giving_up.cancel()
        self._news.set()
        await asyncio.sleep(0)
        until = self.hub.now() + LIMITS.poll_waits
        while not self._frames and self.closed is None and turn == self._turn and not left.done():
            self._news.clear()
            news = asyncio.ensure_future(self._news.wait())
            await asyncio.wait({news, left}, timeout=until - self.hub.now(), return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            if self.hub.now() >= until:
                break
        if self._frames:
            await asyncio.sleep(TOGETHER)
        if turn == self._turn:
            self._giving_up = self.hub.later(LIMITS.poll_comes_back, self.give_up)
        return turn == self._turn and not left.done()

    def answer(self):
        """What has come, under a new name for the line."""
        frames, self._frames = self._frames, []
        self._taken.set()
        self.hub.lines.pop(self.name, None)
        text = f'{{"frames":[{",".join(frames)}]'
        if self.closed is not None:
            return f'{text},"closed":{self.closed}}}'
        self.name = token_urlsafe(12)
        self.hub.lines[self.name] = self
        return f'{text},"line":"{self.name}"}}'

    def give_up(self):
        """The client has not come back."""
        self.hub.lines.pop(self.name, None)
        self._gone.set()

    async def _live(self, admission, after, view):
        try:
            code = await Connection(self.hub, admission, self._receive, self._send).live(after, view)
        except Error:
            code = None
        except Exception:  # a bug in one connection; the client comes back as after any break
            log.exception("A line failed")
            code = None
        self.closed = code or CLOSE_CODES["restart"]
        self._news.set()

    async def _receive(self):
        await self._gone.wait()
        return {"type": "websocket.disconnect"}

    async def _send(self, message):
        while len(self._frames) >= KEPT:
            self._taken.clear()
            await self._taken.wait()
        self._frames.append(message["text"])
        self._news.set()


class Stream:
    """An ASGI application of plain requests beside a door for sockets: whoever may pass there may ask here."""

    def __init__(self, door):
        self.door = door

    async def __call__(self, scope, receive, send):
        await receive()
        if scope["method"] != "GET":
            return await _respond(send, 405, "")
        left = asyncio.ensure_future(receive())
        try:
            return await self._answer(scope, left, send)
        finally:
            left.cancel()

    async def _answer(self, scope, left, send):
        try:
            line = await self._line(scope)
        except Error:
            line = CLOSE_CODES["restart"]
        if not isinstance(line, Line):
            return await _respond(send, 200, f'{{"frames":[],"closed":{line}}}')
        heard = await line.wait(left)
        return await _respond(send, 200, line.answer() if heard else '{"frames":[]}')

    async def _line(self, scope):
        """The line that is asked for, or a new one; the code to close with for somebody who may have none."""
        hub = self.door.hub()
        login = cookies_of(scope).get(settings.SESSION_COOKIE_NAME)
        line = hub.lines.get(query_of(scope).get("line", [""])[0])
        if line is not None and line.login == login:
            return line
        admission = await self.door.admit(hub, scope)
        if not isinstance(admission, Admission):
            return admission
        return Line(hub, admission, login, *asked(scope))


async def _respond(send, status, text):
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
