"""The application with room for benchmarks: writers there are quicker than people."""

from coaching.asgi import application
from realtime.limits import LIMITS

LIMITS.deeds_a_second = 1_000_000
LIMITS.deeds_at_once = 1_000_000
LIMITS.connections_a_person = 1_000_000

__all__ = ["application"]
