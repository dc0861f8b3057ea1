"""Where a room is: a session's own, or that of one of the session's small groups."""

from typing import NamedTuple

from django.urls import register_converter


class Place(NamedTuple):
    """``group`` is the small group's number within the session; 0 is the session's own room."""

    session: int
    group: int = 0

    def __str__(self):
        return f"{self.session}-{self.group}" if self.group else str(self.session)


class PlaceConverter:
    """In addresses: "12" is the room of session 12, "12-3" that of its third small group."""

    regex = "[0-9]+(?:-[1-9][0-9]*)?"

    def to_python(self, value):
        session, _dash, group = value.partition("-")
        return Place(int(session), int(group or 0))

    def to_url(self, value):
        return str(value)


register_converter(PlaceConverter, "place")
