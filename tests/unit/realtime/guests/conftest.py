"""An open event of the programme, its room with the door open, and a guest in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coaching.programmes.models import Session
from realtime.rooms import enter
from realtime.tools.guests.actions import come_in, open_door


@pytest.fixture
def event(programme, theme):
    now = timezone.now()
    return Session.objects.create(
        programme=programme,
        theme=theme,
        key="avoin",
        kind=Session.Kind.EVENT,
        title="Avoin tapahtuma",
        starts_at=now - timedelta(minutes=10),
        ends_at=now + timedelta(minutes=80),
    )


@pytest.fixture
def room(event):
    return enter(session=event)


@pytest.fixture
def door(room, coach):
    return open_door(by=coach, room=room, lobby=False)


@pytest.fixture
def guest(door):
    return come_in(door=door, nickname="Revontuli")
