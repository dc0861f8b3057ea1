"""A client of the live room that follows docs/protocol.md, for tests: it keeps the state and every byte it was sent."""

import asyncio
import json
from uuid import uuid4

from tests.live.effects import EFFECTS

WAIT = 60
"""Seconds before a test gives up: a busy machine is no bug."""


class State:
    """A viewer's state, built from frames by the rules of the protocol."""

    def __init__(self):
        self.last = None
        self.view = ""
        self.me = None
        self.snapshot = None
        self.here = {}
        self.count = 0
        self.tallies = {}
        self.given = {}
        self.gaps = 0
        self.seen = []

    def apply(self, frame):
        if "hello" in frame:
            self.view, self.me = frame["hello"]["view"], frame["hello"].get("me")
        elif "snapshot" in frame:
            self.snapshot, self.last = frame["snapshot"], frame["seq"]
            self.seen = [seq for seq in self.seen if seq <= self.last]  # the rest is thrown away with the old state
        elif "events" in frame:
            self._events(frame)
        elif "tick" in frame:
            self._tick(frame["tick"])
        elif "beat" in frame:
            self.last = max(self.last, frame["beat"])

    def _events(self, frame):
        if frame["after"] > self.last:
            self.gaps += 1
            return
        for event in frame["events"]:
            if event["seq"] > self.last:
                self.seen.append(event["seq"])
                EFFECTS[event["kind"]](self.snapshot, event)
        self.last = max(self.last, frame["seq"])

    def _tick(self, tick):
        for tally in tick.get("polls", ()):
            self.tallies[tally["run"]] = tally
        for given in tick.get("wall", ()):
            self.given[given["note"]] = given
        here = tick.get("here")
        if here is None:
            return
        self.count = here["count"]
        if here.get("people"):
            self.here = {person["who"]: person for person in here["people"]}
        self.here.update({person["who"]: person for person in here.get("joined", ())})
        for who in here.get("left", ()):
            self.here.pop(who, None)


class Client:
    """One connection; ``socket`` is a channels WebsocketCommunicator."""

    def __init__(self, socket, state=None):
        self.socket = socket
        self.state = state or State()
        self.bytes = ""
        self.answers = {}
        self.closed_with = None  # the code this connection was closed with

    async def connect(self):
        await self.socket.connect(timeout=WAIT)

    async def next(self):
        """The next frame, applied; a close comes as {"closed": code}."""
        message = await self.socket.receive_output(WAIT)
        if message["type"] == "websocket.close":
            self.closed_with = message["code"]
            return {"closed": message["code"]}
        self.bytes += message["text"]
        frame = json.loads(message["text"])
        self.state.apply(frame)
        for word in ("ack", "refused"):
            if word in frame:
                self.answers[frame[word]] = frame
        return frame

    async def until(self, condition):
        """Take frames until one meets the condition, and return it."""
        while True:
            frame = await self.next()
            if condition(frame):
                return frame

    async def sees(self, condition):
        """Take frames until the state meets the condition, which it may do already."""
        while not condition(self.state):
            await self.next()

    async def closed(self):
        """The code this connection is closed with."""
        return (await self.until(lambda frame: "closed" in frame))["closed"]

    async def send(self, frame):
        await self.socket.send_to(text_data=frame if isinstance(frame, str) else json.dumps(frame))

    async def do(self, name, deed_id=None, **fields):
        """Send a deed and wait for its answer; events and ticks that come before are applied."""
        deed_id = deed_id or str(uuid4())
        await self.send({"do": name, "id": deed_id, **fields})
        return await self.until(lambda frame: deed_id in (frame.get("ack"), frame.get("refused")))

    async def caught_up(self, seq):
        """Wait until everything up to a seq has been applied, asking for what was not for this viewer."""
        while not self.socket.output_queue.empty():
            await self.next()
        while self.state.last < seq:
            await self.send({"resume": self.state.last})
            await self.until(lambda frame: "events" in frame or "snapshot" in frame)
            if self.state.last < seq:
                await asyncio.sleep(0.3)

    async def leave(self):
        await self.socket.disconnect(timeout=WAIT)
