"""A small WebSocket client for benchmarks: one asyncio protocol, frames counted where they arrive."""

import asyncio
import base64
import json
import os
from time import perf_counter


class Wire(asyncio.Protocol):
    """``heard(text, at)`` is called for every text frame."""

    def __init__(self, path, cookie, heard, host):
        self.request = (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Origin: http://{host}\r\nCookie: sessionid={cookie}\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n"
        )
        self.heard = heard
        self.open = False
        self.buffer = b""
        self.closed = None

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self.request.encode())

    def data_received(self, data):
        at = perf_counter()
        buffer = self.buffer + data if self.buffer else data
        if not self.open:
            head, found, buffer = buffer.partition(b"\r\n\r\n")
            if not found:
                self.buffer = head
                return
            if b" 101 " not in head[:20]:
                raise ConnectionError(head[:60])
            self.open = True
        self.buffer = self._frames(buffer, at)

    def _frames(self, buffer, at):
        place, end = 0, len(buffer)
        while end - place >= 2:
            opcode, size, start = buffer[place] & 15, buffer[place + 1] & 127, place + 2
            if size == 126:
                size, start = int.from_bytes(buffer[place + 2 : place + 4]), place + 4
            elif size == 127:
                size, start = int.from_bytes(buffer[place + 2 : place + 10]), place + 10
            if end < start + size:
                break
            payload = buffer[start : start + size]
            place = start + size
            if opcode == 1:
                self.heard(payload, at)
            elif opcode == 9:
                self._send(10, payload)
            elif opcode == 8:
                self.closed = int.from_bytes(payload[:2])
        return buffer[place:]

    def send(self, frame):
        self._send(1, json.dumps(frame).encode())

    def _send(self, opcode, payload):
        size = len(payload)
        length = bytes([128 | size]) if size < 126 else b"\xfe" + size.to_bytes(2)
        self.transport.write(bytes([128 | opcode]) + length + b"\0\0\0\0" + payload)

    def connection_lost(self, error):
        self.closed = self.closed or 1006
