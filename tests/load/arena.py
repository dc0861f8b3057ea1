"""The frame of a benchmark: a server, a room, a crowd in it. Run as ``python -m tests.load.<which>``."""

import argparse
import os

import uvloop

from tests.load.client import Crowd, Member, Person, pin
from tests.load.stage import CLIENT_CORE, PORT, Server


class Arena:
    """``server``, ``crowd`` and, in the house's own room, ``coach`` (a crowd of one), ``session`` and ``poll``."""

    def __init__(self, options, server):
        self.options, self.server = options, server
        self.own = options.server in {"room", "daphne"}
        self.figures = {"server": options.server, "database": database() if self.own else "", "people": options.people}
        self.crowd = Crowd(Member if self.own else Person)
        self.coach = Crowd()
        if self.own:
            self._make_room()

    def _make_room(self):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
        import django

        django.setup()
        from tests.load.people import make_room

        self.session, self.coach_cookie, self.cookies, self.poll = make_room(self.options.people)

    def addresses(self):
        if not self.own:
            return [(self.server.address(), [])] * self.options.people
        return [self.address(cookie) for cookie in self.cookies]

    def address(self, cookie, server=None):
        server = server or self.server
        headers = [("Origin", f"http://127.0.0.1:{server.port}"), ("Cookie", f"sessionid={cookie}")]
        return server.address(f"/ws/huone/{self.session}/"), headers

    async def fill(self):
        """Everybody in, not all in the same moment; the coach beside them."""
        addresses = self.addresses()
        for start in range(0, len(addresses), 50):
            await self.crowd.come(addresses[start : start + 50], sampled=max(2, 2000 // len(addresses)))

    async def coach_comes(self):
        await self.coach.come([self.address(self.coach_cookie)])
        return self.coach.people[0]


def database():
    return "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"


def play(scene, **defaults):
    """Parse the words, start the server, and let ``scene(arena)`` measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", choices=("bare", "naive", "room", "daphne"), default="room")
    for name, value in {"people": 500, "port": PORT, **defaults}.items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    options = parser.parse_args()
    pin(CLIENT_CORE)
    with Server(options.server, options.port) as server:
        uvloop.run(scene(Arena(options, server)))
