"""What a commit added to a room's log, on its way to those who listen."""

from typing import NamedTuple

from coaching.core.compact import dumps, loads


class Line(NamedTuple):
    """An event as it is sent: encoded once, the same text for everybody who hears it.

    ``sums`` is [tool, key] of what the next tick is to tell anew.
    """

    seq: int
    kind: str
    audience: str
    sums: list | None
    text: str


class News(NamedTuple):
    """The lines of one room after ``after``, without gaps."""

    room_id: int
    after: int
    lines: tuple

    @property
    def seq(self):
        return self.after + len(self.lines)


def pack(news):
    """News as bytes between processes; a large one carries only its numbers, and the listener reads the log."""
    packed = dumps([news.room_id, news.after, news.lines], other=tuple).encode()
    if len(packed) > LARGEST:
        return dumps([news.room_id, news.seq, []]).encode()
    return packed


LARGEST = 256 * 1024


def unpack(packed):
    room_id, after, lines = loads(packed)
    return News(room_id, after, tuple(Line(*line) for line in lines))
