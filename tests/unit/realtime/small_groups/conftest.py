"""Two small groups of a digikahvit that are on, with one person each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from realtime.models import GroupPlace, GroupSet, SmallGroup
from realtime.rooms import enter
from realtime.tools.small_groups.models import How, Phase


@pytest.fixture
def group_set(room):
    return GroupSet.objects.create(
        session=room.session, title="Pienryhmät", how=How.HAND, phase=Phase.OPEN, opened_at=timezone.now()
    )


@pytest.fixture
def make_group(group_set, room):
    """make_group(number, *people) → a small group, with its room."""

    def make(number, *people):
        group = SmallGroup.objects.create(
            group_set=group_set, session=room.session, number=number, name=f"Ryhmä {number}"
        )
        for person in people:
            GroupPlace.objects.create(group=group, group_set=group_set, person=person)
        enter(session=room.session, group=group)
        return group

    return make


@pytest.fixture
def small(make_group, participant):
    """The room of the group that the participant is in."""
    return make_group(1, participant).room


@pytest.fixture
def other_small(make_group, developer_client):
    return make_group(2, developer_client).room


@pytest.fixture
def count_queries():
    """count_queries(call) → how many statements it sends to the database."""

    def count(call):
        with CaptureQueriesContext(connection) as asked:
            call()
        return len(asked)

    return count
