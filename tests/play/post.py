"""The post office of the play: takes the mail the server sends and hands out the log-in codes in it."""

import asyncio
import re
from email import message_from_bytes, policy


class PostOffice:
    """A mail server that keeps the newest letter of each address in memory."""

    def __init__(self):
        self.letters = {}
        self._came = asyncio.Condition()

    async def open(self, port=0):
        """Start listening, at any free port unless one is given; returns the port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        return self._server.sockets[0].getsockname()[1]

    async def code_for(self, address):
        """The log-in code last sent to the address; waits up to 60 s for it."""
        async with asyncio.timeout(60), self._came:
            await self._came.wait_for(lambda: address in self.letters)
            text = self.letters.pop(address)
        return re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", text, re.MULTILINE).group(1)

    async def _serve(self, reader, writer):
        def say(line):
            writer.write(line + b"\r\n")

        say(b"220 play")
        addresses = []
        while line := await reader.readline():
            word = line[:4].upper()
            if word == b"RCPT":
                addresses.append(re.search(rb"<(.+?)>", line).group(1).decode())
            if word == b"DATA":
                say(b"354 go on")
                await writer.drain()
                letter = await reader.readuntil(b"\r\n.\r\n")
                await self._keep(addresses, letter[:-5])
                addresses = []
            if word == b"QUIT":
                say(b"221 bye")
                break
            say(b"250 ok")
            await writer.drain()
        writer.close()

    async def _keep(self, addresses, letter):
        text = message_from_bytes(letter, policy=policy.default).get_body(("plain",)).get_content()
        async with self._came:
            self.letters.update(dict.fromkeys(addresses, text))
            self._came.notify_all()
