"""Whose a connection is."""

from dataclasses import dataclass

from realtime.access import Standing
from realtime.hub.presence import Present


@dataclass
class Visitor:
    """``asked`` is when their rights were last asked for."""

    present: Present
    language: str
    standing: Standing
    asked: float | None = None

    @property
    def person_id(self):
        return self.present.person_id
