"""A page of rows: the same rows in the same order each time, however many there are, in the memory of one page.

The order comes from the rows themselves under the study's secret, so it tells
nothing of people and moves only for a row that has changed. Each page goes
through the table again and keeps the next few; a whole table at once is better
taken as a file.
"""

import hashlib
import heapq
import re
from dataclasses import dataclass

PATTERN = "^[0-9a-f]{32}([.][1-9][0-9]{0,5})?$"
_CURSOR = re.compile(PATTERN)
MOST, USUAL = 5000, 1000


@dataclass(frozen=True)
class Cursor:
    """The place of the last row given, and how many alike it have been given."""

    place: str = ""
    alike: int = 0

    @classmethod
    def read(cls, text):
        """None when it is no cursor."""
        if not _CURSOR.fullmatch(text):
            return None
        place, _dot, alike = text.partition(".")
        return cls(place, int(alike or 1))

    def __str__(self):
        return f"{self.place}.{self.alike}" if self.alike > 1 else self.place


class Page:
    """Picks the rows after a cursor; when they have been taken, ``next`` is where the next page begins, or None."""

    def __init__(self, *, secret, key, after, size):
        self._secret, self._key = secret.bytes, key
        self._after, self._size = after, size
        self.next = None

    def pick(self, kept):
        """The kept rows of this page, in order: what ``clean_rows`` takes."""
        nearest = heapq.nsmallest(self._size + 1, self._beyond(kept), key=lambda found: found[0])
        page = nearest[: self._size]
        if len(nearest) > self._size:
            last = page[-1][0]
            before = self._after.alike if last == self._after.place else 0
            self.next = Cursor(last, before + sum(place == last for place, _kept in page))
        return [kept for _place, kept in page]

    def _beyond(self, kept):
        """(place, kept row) of rows after the cursor; of rows wholly alike, as many as have not been given."""
        alike = 0
        for found in kept:
            place = self._place(found[0])
            if place == self._after.place:
                alike += 1
            if place > self._after.place or (place == self._after.place and alike > self._after.alike):
                yield place, found

    def _place(self, row):
        """By the row's key first, where it has one, so that a change elsewhere in the row hardly moves it."""
        return self._digest([row[name] for name in self._key]) + self._digest(sorted(row.items()))

    def _digest(self, values):
        return hashlib.blake2b(repr(values).encode("utf-8", "replace"), key=self._secret, digest_size=8).hexdigest()
