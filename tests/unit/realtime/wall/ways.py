"""Short ways of saying what the walls' tests say often."""

import pytest
from django.urls import reverse

from coaching.core.errors import Refused


def refused(code, verb, **values):
    with pytest.raises(Refused) as refusal:
        verb(**values)
    assert refusal.value.code == code


def at(name, room, *arguments):
    return reverse(f"realtime:{name}", args=[room.session_id, *arguments])
