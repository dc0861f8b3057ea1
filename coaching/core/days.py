"""Days of the house's own calendar."""

from datetime import datetime, time

from django.utils import timezone


def midnight(day):
    """The moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))
