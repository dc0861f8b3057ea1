"""One value, told the same in every format."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone


def plain(value):
    """Strings, numbers, booleans and None; dates as ISO 8601, times in the programme's own time zone."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)
