"""A member's live room over the real socket, as docs/protocol.md tells it: outbox, resume, nothing twice."""

import asyncio
import json
import time
import uuid
from contextlib import suppress

import websockets

from tests.play.pages import Wrong

AGAIN = {"too_fast", "busy", "try_again"}


class RoomSocket:
    """Applies events in order, keeps unsent deeds, comes back by itself after a lost connection."""

    def __init__(self, url, session, cookies, measures):
        self.address = f"{url.replace('http', 'ws', 1)}/ws/huone/{session}/"
        self.headers = {"Cookie": "; ".join(f"{one.name}={one.value}" for one in cookies.jar), "Origin": url}
        self.measures = measures
        self.last, self.view, self.arrived = 0, None, False
        self.messages, self.polls, self.mine, self.counts, self.library = [], {}, {}, {}, []
        self.name, self.refusals, self.lost = None, [], 0
        self._outbox, self._socket, self._over = {}, None, False
        self._changed = asyncio.Condition()

    async def live(self):
        """Be there until ``leave``; a task of its own."""
        while not self._over:
            where = self.address + (f"?after={self.last}&view={self.view}" if self.view else "")
            with suppress(OSError, websockets.ConnectionClosedError, websockets.InvalidStatus):
                async with websockets.connect(where, additional_headers=self.headers, max_size=None) as self._socket:
                    for frame, _future, _sent in list(self._outbox.values()):
                        await self._socket.send(frame)
                    async for text in self._socket:
                        await self._take(json.loads(text))
            if self._socket is not None and self._socket.close_code in {4401, 4403, 4404}:
                raise Wrong(f"room closed with {self._socket.close_code}")
            await asyncio.sleep(0 if self._over else 0.3)

    async def do(self, what, **fields):
        """Do a deed and wait for its ack; asked to wait, it is sent again with the same id. Returns its seq."""
        key = str(uuid.uuid4())
        future = asyncio.get_running_loop().create_future()
        frame = json.dumps({"do": what, "id": key, **fields})
        self._outbox[key] = (frame, future, time.perf_counter())
        if self._socket is not None:
            with suppress(websockets.ConnectionClosed):  # it stays in the outbox and goes out when the way is back
                await self._socket.send(frame)
        async with asyncio.timeout(60):
            return await future

    async def lose_connection(self):
        """As when the train goes into a tunnel."""
        self.lost += 1
        self._socket.transport.abort()

    async def until(self, true):
        """Wait until ``true()``; at most 60 s."""
        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(true)

    async def leave(self):
        self._over = True
        await self._socket.close()

    async def _take(self, frame):
        now = time.perf_counter()
        if "hello" in frame:
            self.view, self.name = frame["hello"]["view"], frame["hello"]["me"]["name"]
        if "snapshot" in frame:
            self._snapshot(frame)
        if "events" in frame:
            if frame["after"] > self.last:
                await self._socket.send(json.dumps({"resume": self.last}))
            else:
                for event in frame["events"]:
                    if event["seq"] > self.last:
                        self._apply(event)
                self.last = max(self.last, frame["seq"])
        if "beat" in frame:
            self.last = max(self.last, frame["beat"])
        for tick in frame.get("tick", {}).get("polls", []):
            self.counts[tick["run"]] = tick
        if "ack" in frame and frame["ack"] in self._outbox:
            _frame, future, sent = self._outbox.pop(frame["ack"])
            self.measures.ack.append(now - sent)
            future.set_result(frame["seq"])
        if "refused" in frame:
            await self._refused(frame)
        async with self._changed:
            self._changed.notify_all()

    def _snapshot(self, frame):
        snapshot, self.last, self.arrived = frame["snapshot"], frame["seq"], True
        self.messages = list(snapshot["messages"])
        self.polls = {run["run"]: run for run in snapshot["polls"]}
        self.mine = dict(snapshot["mine"])
        self.library = list(snapshot.get("library", []))

    def _apply(self, event):
        data = event["data"]
        if event["kind"] == "chat.said":
            self.messages.append({"seq": event["seq"], **data})
            self.measures.delivered(data["text"])
        elif event["kind"] == "poll.opened":
            self.polls[data["run"]] = {**data, "state": "open", "revealed": False}
        elif event["kind"] == "poll.answered":
            self.mine[str(data["run"])] = data["answer"]
        elif event["kind"] == "poll.closed":
            self.polls[data["run"]]["state"] = "closed"
        elif event["kind"] == "poll.revealed":
            self.polls[data["run"]]["revealed"] = True
        elif event["kind"] == "poll.prepared":
            self.library.append(data)

    async def _refused(self, frame):
        kept = self._outbox.get(frame["refused"])
        if kept and frame["code"] in AGAIN:
            await asyncio.sleep(1)
            await self._socket.send(kept[0])
            return
        self.refusals.append(frame["code"])
        if kept:
            self._outbox.pop(frame["refused"])
            kept[1].set_exception(Wrong(f"refused: {frame['code']}: {frame['message']}"))
