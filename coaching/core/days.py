"""Days of the house's own calendar."""

from datetime import datetime, time

from django.db.models.functions import TruncDate
from django.utils import timezone


def midnight(day):
    """The moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def noon(day):
    """The middle of a day here: for what is known by its day alone."""
    return timezone.make_aware(datetime.combine(day, time(12)))


class Day(TruncDate):
    """The day of a moment in the house's own time, told by SQLite itself instead of a call of Python for each row."""

    def as_sqlite(self, compiler, connection):
        moment, parameters = compiler.compile(self.lhs)
        return f"date(substr({moment}, 1, 19), 'localtime')", parameters  # it rounds what is less than a second


def day_of(moment):
    """The day of a moment in the house's own time; a day stays what it is."""
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment
