"""The bare limit: whatever comes in is sent to everybody, one frame a message, nothing stored; sockets in C."""

import asyncio
import sys

import uvloop
from picows import WSListener, WSMsgType, ws_create_server

TEXT = WSMsgType.TEXT
everybody = set()


class Listener(WSListener):
    def on_ws_connected(self, transport):
        everybody.add(transport)

    def on_ws_disconnected(self, transport):
        everybody.discard(transport)

    def on_ws_frame(self, transport, frame):
        if frame.msg_type == TEXT:
            text = frame.get_payload_as_bytes()
            for one in everybody:
                one.send(TEXT, text)


async def main(port):
    server = await ws_create_server(lambda _request: Listener(), "127.0.0.1", port, backlog=2048)
    await server.serve_forever()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(int(sys.argv[1])))
