"""How much of everything one connection, one person and one process may ask for."""

from dataclasses import dataclass


@dataclass
class Limits:
    """Seconds, bytes and counts; one object for the process, ``LIMITS``."""

    frame_bytes: int = 16_384
    deeds_a_second: float = 5
    deeds_at_once: int = 20
    too_fast_until_flood: int = 100
    bad_frames: int = 10
    connections_a_person: int = 8
    screens_a_room: int = 20
    frames_waiting: int = 500
    bytes_waiting: int = 1_000_000
    deeds_waiting: int = 5_000
    deeds_a_commit: int = 256
    deeds_a_second_in_a_storm: int = 250
    people_noted_at_once: int = 16
    seconds_until_noted: float = 0.05
    seconds_to_gather: float = 0.06
    seconds_of_quiet: float = 0.016
    seconds_to_commit: float = 10
    replay: int = 300
    lines_kept: int = 1_000
    ticks_a_second: float = 4
    counts_a_second: float = 3
    beat: float = 20
    look_at_log: float = 5
    ask_again: float = 30
    leaving: float = 8
    poll_waits: float = 25
    poll_comes_back: float = 20
    deeds_a_request: int = 20
    people_listed: int = 100


LIMITS = Limits()


class Bucket:
    """A token bucket: ``at_once`` deeds in a burst, ``a_second`` over time."""

    __slots__ = ("a_second", "at_once", "left", "seen")

    def __init__(self, a_second, at_once, now):
        self.a_second = a_second
        self.at_once = self.left = at_once
        self.seen = now

    def take(self, now):
        """Whether one more may pass at this moment."""
        self.left = min(self.at_once, self.left + (now - self.seen) * self.a_second)
        self.seen = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


class Paces:
    """Buckets of people who have no connection to keep them at."""

    MOST = 10_000

    def __init__(self):
        self._of_person = {}

    def take(self, person_id, now):
        if len(self._of_person) >= self.MOST:
            self._of_person = {pk: kept for pk, kept in self._of_person.items() if now - kept.seen < 60}
        if person_id not in self._of_person:
            self._of_person[person_id] = Bucket(LIMITS.deeds_a_second, LIMITS.deeds_at_once, now)
        return self._of_person[person_id].take(now)
