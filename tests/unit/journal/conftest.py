from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from coaching.journal import actions


@pytest.fixture
def yesterday():
    return timezone.localdate() - timedelta(days=1)


@pytest.fixture
def write(programme, yesterday):
    """write(person, …) → a note of yesterday."""

    def write(person, **values):
        values = {"tried": "Kokeilin chattia.", "mode": "work", "date": yesterday, **values}
        return actions.write(by=person, programme=programme, client=values.pop("client", uuid4()), **values)

    return write


@pytest.fixture
def typed():
    """typed(**changes) → what a filled form sends."""

    def typed(**changes):
        today: date = timezone.localdate()
        return {
            "client": str(uuid4()),
            "tried": "Pidin etätapaamisen.",
            "learned": "",
            "promise": "",
            "mode": "work",
            "date": today.isoformat(),
            "minutes": "",
            **changes,
        }

    return typed
