"""People who do not give up: they come back from where they were, and send again what was not answered."""

import asyncio
import json
import random
from uuid import uuid4

import websockets

from tests.live.client import State

LATER = {"too_fast", "busy", "try_again"}
BROKEN = (OSError, websockets.WebSocketException, EOFError, TimeoutError)


class Survivor:
    """One person. ``servers`` are the processes one may come to, whichever lives."""

    def __init__(self, servers, path, cookie):
        self.servers, self.path, self.cookie = servers, path, cookie
        self.state = State()
        self.outbox = {}
        self.acked = {}
        self.refused = []
        self.voted = None
        self.connections = 0
        self.reading = asyncio.Event()
        self.reading.set()
        self._socket = None
        self._task = asyncio.create_task(self._live())

    async def _live(self):
        while True:
            server = random.choice(self.servers)
            try:
                async with self._connect(server) as self._socket:
                    self.connections += 1
                    async for message in self._socket:
                        await self.reading.wait()
                        await self._heard(json.loads(message))
            except BROKEN:
                pass
            await asyncio.sleep(random.uniform(0.1, 0.5))

    def _connect(self, server):
        after = "" if self.state.last is None else f"?after={self.state.last}&view={self.state.view}"
        headers = {"Cookie": f"sessionid={self.cookie}", "Origin": f"http://127.0.0.1:{server.port}"}
        options = {"open_timeout": 10, "close_timeout": 0.1, "ping_interval": None, "compression": None}
        return websockets.connect(server.address(self.path + after), additional_headers=headers, **options)

    async def _heard(self, frame):
        if "events" in frame and frame["after"] > self.state.last:
            await self._send({"resume": self.state.last})
        self.state.apply(frame)
        if "hello" in frame:
            for deed in list(self.outbox.values()):
                await self._send(deed)
        elif "ack" in frame:
            self._settled(frame["ack"], frame["seq"])
        elif frame.get("code") in LATER:
            asyncio.get_running_loop().call_later(1, self._again, frame["refused"])
        elif "refused" in frame:
            self.refused.append((self.outbox.pop(frame["refused"], None), frame["code"]))

    def _settled(self, deed_id, seq):
        deed = self.outbox.pop(deed_id, None)
        if deed:
            self.acked[deed_id] = seq
            if deed["do"] == "vote":
                self.voted = deed["answer"]

    def _again(self, deed_id):
        if deed_id in self.outbox:
            self._sending = asyncio.ensure_future(self._send(self.outbox[deed_id]))

    async def do(self, name, **fields):
        deed_id = str(uuid4())
        self.outbox[deed_id] = {"do": name, "id": deed_id, **fields}
        await self._send(self.outbox[deed_id])
        return deed_id

    async def resume(self):
        await self._send({"resume": self.state.last})

    async def _send(self, frame):
        try:
            await self._socket.send(json.dumps(frame))
        except (*BROKEN, AttributeError):
            pass

    def cut(self):
        """As when a train goes into a tunnel."""
        if self._socket:
            self._socket.transport.abort()

    async def leave(self):
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self.cut()
