"""One value, told the same in every format."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

_PLAIN = {str, bool, int, float, type(None)}


def plain(value):
    """Strings, numbers, booleans and None; dates as ISO 8601, times in the programme's own time zone."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, datetime):
        return by_the_clock(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def by_the_clock(moment):
    """The moment as the clock showed it where the programme is; one without a zone stays what it is."""
    return moment.astimezone(timezone.get_default_timezone()) if moment.tzinfo else moment
