"""The newest lines of a room's log as one process knows them: in order, each once, no more than are useful."""

from collections import deque

from realtime.kinds import KINDS
from realtime.limits import LIMITS
from realtime.log import read_lines

PATIENCE = 0.03
MOST_EARLY = 100


class Tape:
    """``at`` is the newest seq this process knows; None until the log has been looked at.

    ``hear(lines, may_wait=…)`` is called with what is new. The news of two
    processes may ring in the wrong order: what comes after a gap waits
    PATIENCE seconds for what is missing, and then the log is read.
    """

    def __init__(self, hub, room_id, hear):
        self.at = None
        self._hub = hub
        self._room_id = room_id
        self._hear = hear
        self._floor = 0
        self._lines = deque()
        self._early = deque(maxlen=MOST_EARLY)
        self._gap = None
        self._catching_up = False

    def start(self, seq):
        """The log stands at ``seq``; news rung while that was being read comes after it."""
        self.at = self._floor = seq
        self._take_in()

    def ring(self, news, *, may_wait=False):
        """News of a commit; whether it ``may_wait`` a little to be told with other news."""
        self._early.append((news, may_wait))
        if self.at is not None:
            self._take_in()

    def _take_in(self):
        """Whatever follows what is known; what does not, waits for its turn."""
        fresh, may_wait = [], True
        while rung := next((one for one in self._early if one[0].after <= self.at), None):
            self._early.remove(rung)
            lines = [line for line in rung[0].lines if line.seq > self.at]
            if lines:
                self._keep(lines)
                fresh += lines
                may_wait = may_wait and rung[1]
        if fresh:
            self._hear(fresh, may_wait=may_wait)
        if self._early and self._gap is None:
            self._gap = self._hub.later(PATIENCE, self._fill_gap)

    def _fill_gap(self):
        self._gap = None
        if self._early:
            self._hub.spawn(self._read_gap, list(self._early))

    async def _read_gap(self, waiting):
        """What the log does not lead up to even now has rung in vain, from a house whose log is another."""
        await self.catch_up()
        for rung in waiting:
            if rung in self._early:
                self._early.remove(rung)

    async def catch_up(self):
        """Read from the log what no ring has told."""
        if self._catching_up:
            return
        self._catching_up = True
        try:
            while lines := await self._hub.read(read_lines, self._room_id, self.at, limit=LIMITS.lines_kept):
                lines = [line for line in lines if line.seq > self.at]
                if not lines:
                    break
                self._keep(lines)
                self._hear(lines)
            self._take_in()
        finally:
            self._catching_up = False

    def _keep(self, lines):
        self.at = lines[-1].seq
        self._lines.extend(lines)
        while len(self._lines) > LIMITS.lines_kept:
            self._floor = self._lines.popleft().seq
        if any(line.kind in KINDS and KINDS[line.kind].unsays for line in lines):
            self._lines.clear()
            self._floor = self.at

    # What is remembered

    def since(self, seq):
        """The lines in memory after a seq."""
        return [line for line in self._lines if line.seq > seq]

    def remembers(self, seq):
        """Whether everything after a seq is in memory."""
        return self._floor <= seq

    async def missed(self, after):
        """The lines after a seq up to ``at``, from memory or the log; None when a snapshot is the shorter way."""
        if after is not None and after > self.at:
            await self.catch_up()  # whoever comes from another process may know more than this one
        if after is None or after > self.at or self.at - after > LIMITS.replay:
            return None
        if self.remembers(after):
            return self.since(after)
        lines = await self._hub.read(read_lines, self._room_id, after)
        known = lines[-1].seq
        if not self.remembers(known):
            return None
        return [line for line in lines if line.seq <= self.at] + self.since(known)

    def oldest_useful(self):
        """A snapshot older than this is followed by more than is worth sending, or by what is forgotten here."""
        return max(self._floor, self.at - LIMITS.replay // 10)
