"""The day that a database tells of a moment is the house's own."""

from datetime import UTC, datetime

import pytest

from coaching.accounts.models import User
from coaching.core.days import Day, day_of


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 1, 15, 21, 59, 59, 999_999, UTC),
        datetime(2026, 1, 15, 22, 0, 0, 0, UTC),
        datetime(2026, 7, 15, 20, 59, 59, 0, UTC),
        datetime(2026, 7, 15, 21, 0, 0, 1, UTC),
        datetime(2026, 10, 24, 21, 30, 0, 0, UTC),
        datetime(2026, 10, 25, 21, 30, 0, 0, UTC),
        datetime(2020, 3, 29, 1, 30, 0, 0, UTC),
    ],
    ids=str,
)
def test_the_database_tells_the_day_of_the_house(db, moment):
    User.objects.create(display_name="Kaisla", date_joined=moment)

    assert User.objects.annotate(day=Day("date_joined")).values_list("day", flat=True).get() == day_of(moment)
