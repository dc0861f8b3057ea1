"""The doorbell between processes, over Redis. Imported only where there is one: the library is slow to load."""

import asyncio
import contextlib
import hmac
import logging
import random
import threading
import time
from uuid import uuid4

import redis
import redis.asyncio
from django.conf import settings
from django.db import connection

from realtime.doorbell import Bell
from realtime.news import pack, unpack

log = logging.getLogger("digikahvit.realtime")
SEEN = 7
PAUSE = 2.0


def _name(*parts):
    """A name in Redis. Installations that share one Redis do not hear each other: each has its key and database."""
    house = hmac.digest(settings.SECRET_KEY.encode(), str(connection.settings_dict["NAME"]).encode(), "sha256")
    return ":".join(["digikahvit", house.hex()[:16], *map(str, parts)])


class RedisBell(Bell):
    """Between processes. A room lives on one of the hosts, by its number."""

    remote = True

    def __init__(self, hosts):
        super().__init__()
        self.hosts = hosts
        self._publishers = [
            redis.Redis.from_url(host, socket_timeout=0.5, socket_connect_timeout=0.5) for host in hosts
        ]
        self._silent_until = [0.0] * len(hosts)
        self._lock = threading.Lock()
        self._ears = {}
        self.mark = uuid4().hex.encode()

    def announce(self, news):
        super().announce(news)
        for piece in news:
            self._publish(piece.room_id % len(self.hosts), piece)

    def _publish(self, host, piece):
        """Tell the other processes; while the host is away nobody waits for it more than once in PAUSE seconds."""
        if time.monotonic() < self._silent_until[host]:
            return
        try:
            self._publishers[host].publish(_name("room", piece.room_id), self.mark + pack(piece))
        except redis.RedisError as error:
            log.warning("Redis %s does not answer; rooms go on through the log: %s", host, type(error).__name__)
            self._silent_until[host] = time.monotonic() + PAUSE

    def attach(self, hub):
        super().attach(hub)
        self._ears[hub] = [_Ear(host, hub, self.mark) for host in self.hosts]

    async def detach(self, hub):
        await super().detach(hub)
        for ear in self._ears.pop(hub, ()):
            await ear.close()

    async def listen(self, hub, room_id):
        await self._ears[hub][room_id % len(self.hosts)].add(room_id)

    async def meet(self, hub, room_id, people):
        return await self._ears[hub][room_id % len(self.hosts)].meet(room_id, people)

    async def unlisten(self, hub, room_id):
        await self._ears[hub][room_id % len(self.hosts)].remove(room_id)


class _Ear:
    """One hub's subscriptions at one Redis host. What its own bell has rung, under ``mark``, it knows already."""

    def __init__(self, host, hub, mark):
        self.host = host
        self.hub = hub
        self._own = mark
        self.rooms = set()
        self._pubsub = None
        self._task = None
        self._mark = uuid4().hex
        self._client = redis.asyncio.Redis.from_url(host, socket_timeout=1, socket_connect_timeout=1)

    async def add(self, room_id):
        self.rooms.add(room_id)
        if self._task is None:
            self._task = asyncio.create_task(self._listen())
        elif self._pubsub is not None:
            with contextlib.suppress(redis.RedisError, OSError):
                await self._pubsub.subscribe(_name("room", room_id))

    async def remove(self, room_id):
        self.rooms.discard(room_id)
        if self._pubsub is not None:
            with contextlib.suppress(redis.RedisError, OSError):
                await self._pubsub.unsubscribe(_name("room", room_id))

    async def meet(self, room_id, people):
        """A sorted set a room: who, seen by which process, until when."""
        key, now = _name("here", room_id), time.time()
        try:
            async with self._client.pipeline() as pipe:
                pipe.zremrangebyscore(key, 0, now)
                if people:
                    seen = {f"{self._mark}:{pk}:{int(coach)}": now + SEEN for pk, coach in people.items()}
                    pipe.zadd(key, seen)
                    pipe.expire(key, 2 * SEEN)
                pipe.zrange(key, 0, -1)
                members = (await pipe.execute())[-1]
        except (redis.RedisError, OSError):
            return None
        parts = [member.decode().split(":") for member in members]
        return {int(pk): coach == "1" for mark, pk, coach in parts if mark != self._mark}

    async def close(self):
        await self._client.aclose()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def _hear(self, rung):
        if not rung.startswith(self._own):
            self.hub.hear([unpack(rung[len(self._own) :])], elsewhere=True)

    async def _listen(self):
        """Stay subscribed for ever; once a subscription stands the log is looked at, as rings may have been missed."""
        pause = 0.2
        while True:
            client = redis.asyncio.Redis.from_url(self.host, health_check_interval=15, socket_connect_timeout=2)
            try:
                async with client, client.pubsub() as pubsub:
                    await pubsub.subscribe(_name("rooms"), *[_name("room", room_id) for room_id in self.rooms])
                    self._pubsub = pubsub
                    pause = 0.2
                    async for message in pubsub.listen():
                        if message["type"] == "message":
                            self._hear(message["data"])
                        elif message["type"] == "subscribe":
                            self.hub.look_at_log_soon()
            except (redis.RedisError, OSError) as error:
                log.warning("Redis is away; rooms go on through the log: %s", type(error).__name__)
            finally:
                self._pubsub = None
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311  (spread, not secrecy)
            pause = min(pause * 2, 5)
