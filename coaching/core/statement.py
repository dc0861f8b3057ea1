"""The accessibility statement's own dates, and the yearly reminder to look at it again."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.checks import Tags, Warning, register
from django.utils import timezone


@dataclass(frozen=True)
class Statement:
    drawn_up: date
    reviewed: date
    published: date


STATEMENT = Statement(drawn_up=date(2026, 11, 22), reviewed=date(2026, 11, 22), published=date(2026, 11, 22))


@register(Tags.compatibility)
def statement_is_fresh(app_configs=None, **kwargs):
    """The law wants the statement to be kept up to date: a warning when the last review is over a year old."""
    if timezone.localdate() - STATEMENT.reviewed <= timedelta(days=365):
        return []
    return [
        Warning(
            "The accessibility statement was last reviewed over a year ago.",
            hint="Read templates/core/accessibility.html against the service and renew the date in core/statement.py.",
            id="core.W001",
        )
    ]
