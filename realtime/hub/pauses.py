"""The garbage collector's pauses, which hold a whole process up, kept for moments when nobody is talking."""

import gc
from functools import cache

SILENCE = 0.5
AT_THE_SOONEST, AT_THE_LATEST = 60, 600


@cache
def keep_short():
    """What has been loaded by now stays: it is never looked at again, and young objects are looked at less often.

    Once a process; from then on the oldest are left to ``Sweeping``. With 500
    people connected a look at everything held the room up for 77–113 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(2_000, 10, 1_000_000)


class Sweeping:
    """Looks at everything now and then: in a moment of silence, or when it has been put off for too long."""

    def __init__(self, now):
        self._swept = now

    def round(self, now, told):
        """Whether it has looked; ``told`` is when somebody was last told something, in seconds as ``now``."""
        waited = now - self._swept
        if waited < AT_THE_SOONEST or (now - told < SILENCE and waited < AT_THE_LATEST):
            return False
        gc.collect()
        self._swept = now
        return True
