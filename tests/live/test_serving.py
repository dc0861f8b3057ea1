"""What is framed once for all arrives as what is framed for each: through uvicorn's own socket and a real client."""

import asyncio
import socket

import pytest
import uvicorn
import websockets

from realtime.hub.frames import framed
from realtime.hub.link import SHORTCUT, Link
from tests.live.client import WAIT

SIZES = [0, 125, 126, 65_535, 65_536, 200_000]


@pytest.mark.parametrize("shortcut", [True, False])
async def test_frames_arrive_whole_and_in_order(shortcut):
    texts = ["ä" * (size // 2) + "a" * (size % 2) for size in SIZES]
    offered = []

    async def application(scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        offered.append(scope["extensions"][SHORTCUT])
        link = Link(send, view="member", write=offered[0] if shortcut else None)
        for text in texts:
            link.send(text, framed(text))
            link.send("between")
        await receive()

    async with _served(application) as address, websockets.connect(address, max_size=None) as client:
        heard = [await asyncio.wait_for(client.recv(), WAIT) for _frame in range(2 * len(texts))]

    assert heard == [frame for text in texts for frame in (text, "between")]
    assert offered[0](b"gone") is False


class _served:
    def __init__(self, application):
        self.listening = socket.create_server(("127.0.0.1", 0))
        config = {"ws": "realtime.serving:RoomSockets", "lifespan": "off", "log_level": "critical", "loop": "none"}
        self.server = uvicorn.Server(uvicorn.Config(application, **config))
        self.server.install_signal_handlers = lambda: None

    async def __aenter__(self):
        self.task = asyncio.create_task(self.server._serve([self.listening]))
        return f"ws://127.0.0.1:{self.listening.getsockname()[1]}/"

    async def __aexit__(self, *_error):
        self.server.should_exit = True
        await self.task
        self.listening.close()
