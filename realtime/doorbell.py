"""The doorbell between those who commit and those who listen. It may fail: the letter is in the log.

News rings at every hub of this process. With Redis it also goes, through one
subscription a room, to the hubs of other processes; while Redis is away they
find out from the log within seconds.
"""

from contextvars import ContextVar
from functools import lru_cache

from django.conf import settings


class Bell:
    """Within one process."""

    remote = False

    def __init__(self):
        self.hubs = set()

    def announce(self, news):
        """Ring; called from any thread after the commit."""
        if news:
            for hub in list(self.hubs):
                hub.hear_from_thread(news)

    def attach(self, hub):
        self.hubs.add(hub)

    async def detach(self, hub):
        self.hubs.discard(hub)

    async def listen(self, hub, room_id):
        """Hear a room's news from elsewhere from now on; returns when the subscription stands."""

    async def unlisten(self, hub, room_id):
        """Hear no more of a room."""

    async def meet(self, hub, room_id, people):
        """Tell who is here ({person id: coach}) and hear who is in the same room elsewhere; None when unknown."""


_of_this_thread = ContextVar("bell", default=None)


def bell():
    """The bell that commits of this thread ring: the process's own unless another has been set."""
    return _of_this_thread.get() or _of_process()


def use(own):
    """Let this thread's commits ring another bell from now on."""
    _of_this_thread.set(own)


@lru_cache(maxsize=1)
def _of_process():
    hosts = settings.CHANNEL_LAYERS["default"].get("CONFIG", {}).get("hosts")
    if not hosts:
        return Bell()
    from realtime.redis_bell import RedisBell

    return RedisBell(hosts)
