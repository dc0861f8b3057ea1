"""uvicorn's WebSockets with a shortcut: what everybody hears is put into a frame once, and written as it is.

    uvicorn coaching.asgi:application --ws realtime.serving:RoomSockets

Under any other server the rooms work alike, and every socket frames its own copy.
"""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from realtime.hub.link import SHORTCUT


class RoomSockets(WebSocketsSansIOProtocol):
    def handle_connect(self, event):
        super().handle_connect(event)
        if hasattr(self, "scope"):  # there is none when the handshake was no WebSocket's
            self.scope["extensions"][SHORTCUT] = self.write_frame

    def write_frame(self, frame):
        """Write a whole frame at once; False when the client must be waited for, or has gone."""
        if self.close_sent or self.disconnected or not self.writable.is_set():
            return False
        self.transport.write(frame)
        return True
