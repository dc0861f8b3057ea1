"""The live room's socket: a thin ASGI application between one connection and the hub. See docs/protocol.md."""

import asyncio
import re
from collections import Counter
from contextlib import suppress
from urllib.parse import parse_qs

from django.conf import settings
from django.db import Error
from django.http import parse_cookie
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.admission import Admission, Ask, admit_projector
from realtime.asking import NOT_KNOWN, deed_of, frame_of, id_of, too_fast
from realtime.closing import CLOSE_CODES
from realtime.hub import frames
from realtime.hub.hub import Hub
from realtime.hub.link import SHORTCUT, Link
from realtime.limits import LIMITS, Bucket
from realtime.tools.fields import GREATEST

SECONDS_TO_CLOSE = 5
LOG_IN = re.compile("[a-z0-9]{32}", re.ASCII)


class Goodbye(Exception):
    """This connection ends with the code of this name."""

    def __init__(self, name):
        super().__init__(name)
        self.code = CLOSE_CODES[name]


class Door:
    """An ASGI application; ``hub`` finds the hub of the running process."""

    def __init__(self, hub=Hub.of_process):
        self.hub = hub

    async def __call__(self, scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        code = await self._serve(scope, receive, send)
        if code:
            with suppress(Exception):  # it has gone, or will not take even this: the server cuts it off
                await asyncio.wait_for(send({"type": "websocket.close", "code": code}), SECONDS_TO_CLOSE)

    async def _serve(self, scope, receive, send):
        """The whole conversation; returns the code to close with."""
        hub = self.hub()
        try:
            admission = await self.admit(hub, scope)
            if not isinstance(admission, Admission):
                return admission
            shortcut = scope.get("extensions", {}).get(SHORTCUT)
            return await Connection(hub, admission, receive, send, shortcut).live(*asked(scope))
        except Error:  # the database is away: come back when it is there
            return CLOSE_CODES["restart"]

    async def admit(self, hub, scope):
        raise NotImplementedError


class RoomDoor(Door):
    """For people: the session cookie says who (or which guest), the address which place.

    Of one log-in as many are let in at a time as it may have open; the rest are turned away before anything is asked.
    """

    def __init__(self, hub=Hub.of_process):
        super().__init__(hub)
        self._coming = Counter()

    async def admit(self, hub, scope):
        cookies = cookies_of(scope)
        login, chosen = cookies.get(settings.SESSION_COOKIE_NAME), cookies.get(settings.LANGUAGE_COOKIE_NAME)
        if not login or not LOG_IN.fullmatch(login):
            return CLOSE_CODES["signed_out"]
        place = scope["url_route"]["kwargs"]["place"]
        if max(place) > GREATEST:
            return CLOSE_CODES["no_room"]
        if self._coming[login] >= LIMITS.connections_a_person:
            return CLOSE_CODES["flood"]
        language = chosen if chosen in dict(settings.LANGUAGES) else None
        self._coming[login] += 1
        try:
            return await hub.porter.admit(Ask(login, place, language))
        finally:
            self._coming[login] -= 1
            if not self._coming[login]:
                del self._coming[login]


class ProjectorDoor(Door):
    async def admit(self, hub, scope):
        return await hub.porter.ask(admit_projector, scope["url_route"]["kwargs"]["token"])


def cookies_of(scope):
    lines = (value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
    return parse_cookie("; ".join(lines))


def query_of(scope):
    return parse_qs(scope.get("query_string", b"").decode("latin-1"))


def asked(scope):
    """(after, view) of the address; nonsense counts as having nothing."""
    query = query_of(scope)
    after = query.get("after", [""])[0]
    return (int(after) if after.isascii() and after.isdigit() and len(after) < 16 else None), query.get("view", [""])[0]


class Connection:
    """One connection in a room, from hello to close."""

    def __init__(self, hub, admission, receive, send, shortcut=None):
        self.hub = hub
        self.admission = admission
        self.receive = receive
        task = asyncio.current_task()
        self.link = Link(send, view=admission.view, visitor=admission.visitor, task=task, write=shortcut)
        self.room = None
        self._bucket = Bucket(LIMITS.deeds_a_second, LIMITS.deeds_at_once, hub.now())
        self._too_fast = 0
        self._bad = 0

    async def live(self, after, view):
        """Until either side ends it; returns the code to close with, or None when the client has gone."""
        try:
            await self._come_in(after if view == self.link.view or not self.link.visitor else None)
            while (message := await self.receive())["type"] == "websocket.receive":
                await self._heed(message)
                if self.link.ended is not None:
                    return self.link.ended
        except Goodbye as goodbye:
            return goodbye.code
        except asyncio.CancelledError:
            if not self.link.ended:
                raise
            asyncio.current_task().uncancel()
            return self.link.ended
        finally:
            self.link.ended = self.link.ended or 0
            if self.room is not None:
                self.room.screens.discard(self.link)
                self.room.remove(self.link, self.hub.now())
        return None

    async def _come_in(self, after):
        self.room = await self.hub.enter(self.admission.room_id)
        if self.link.visitor is None:
            self._take_a_screens_place()
        if self.admission.link:
            await self._ask_link_again()
        self.link.send(frames.dumps(self.admission.hello(self.room.tape.at)))
        await self.room.welcome(self.link, after=after, own=self.admission.own, own_seq=self.admission.seq)

    async def _ask_link_again(self):
        """From here on the room tells when a screen's link dies; it may have died just before."""
        if not isinstance(await self.hub.porter.ask(admit_projector, self.admission.link), Admission):
            raise Goodbye("not_allowed")

    def _take_a_screens_place(self):
        """One more screen than a room may have comes back later."""
        if len(self.room.screens) >= LIMITS.screens_a_room:
            raise Goodbye("flood")
        self.room.screens.add(self.link)

    async def _heed(self, message):
        text = message.get("text")
        if text is None:
            raise Goodbye("bad_frames")
        if len(text) > LIMITS.frame_bytes or len(text.encode()) > LIMITS.frame_bytes:
            raise Goodbye("too_big")
        frame = frame_of(text)
        if frame is None or not ("do" in frame or set(frame) == {"resume"}):
            return self._bad_frame()
        if "do" in frame:
            return self._do(frame)
        last = frame["resume"]
        if type(last) is not int or not 0 <= last <= GREATEST:
            return self._bad_frame()
        if self._may_ask():
            await self.room.resume(self.link, last)
        return None

    def _bad_frame(self):
        self._bad += 1
        if self._bad > LIMITS.bad_frames:
            raise Goodbye("bad_frames")
        self._refuse(None, Refused("bad_frame", NOT_KNOWN))

    def _do(self, frame):
        """Check a deed and hand it to the writer; the answer comes when it has been committed."""
        try:
            if not self._may_ask():
                raise too_fast()
            if self.link.visitor is None:
                raise Refused("read_only", _("This page only shows; nothing can be sent from it."))
            deed = deed_of(frame, self.link.visitor.standing, self.room.room_id)
            deed.answer = self._answer_from_writer(deed)
            self.hub.writer.submit(deed)
        except Refused as refusal:
            self._refuse(id_of(frame), refusal)

    def _may_ask(self):
        """Whether the pace is one a person can keep; who goes on regardless is put out."""
        if self._bucket.take(self.hub.now()):
            return True
        self._too_fast += 1
        if self._too_fast > LIMITS.too_fast_until_flood:
            raise Goodbye("flood")
        return False

    def _answer_from_writer(self, deed):
        def answer(outcome):
            self.hub.call_from_thread(self._answer, deed.deed_id, outcome)

        return answer

    def _answer(self, deed_id, outcome):
        if outcome.refusal:
            self._refuse(deed_id, outcome.refusal)
        else:
            self.link.send(frames.ack(deed_id, outcome.seq))

    def _refuse(self, deed_id, refusal):
        visitor = self.link.visitor
        with translation.override(visitor.language if visitor else settings.LANGUAGE_CODE):
            self.link.send(frames.refused(deed_id, refusal.code, str(refusal.message)))
