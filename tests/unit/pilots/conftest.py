from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from coaching.pilots import actions
from coaching.pilots.models import Pilot, PilotPerson, Step


@pytest.fixture
def make_pilot(programme, organisation):
    def make_pilot(name, *people, **values):
        key = values.pop("key", name.lower().replace(" ", "-"))
        values = {"organisation": organisation, "state": Pilot.State.RUNNING, **values}
        pilot = Pilot.objects.create(programme=programme, key=key, name=name, **values)
        for person in people:
            PilotPerson.objects.create(pilot=pilot, person=person)
        return pilot

    return make_pilot


@pytest.fixture
def pilot(make_pilot, participant, developer_client):
    """A pilot with a participant and a developer-client in it."""
    return make_pilot("Neuvontachat", participant, developer_client, summary="Chat nuorille", need="Salainen tarve")


@pytest.fixture
def step(pilot, participant):
    return Step.objects.create(pilot=pilot, title="Salainen askel", owner=participant, due=timezone.localdate())


@pytest.fixture
def visit_to(developer, participant):
    """visit_to(pilot, …) → a guidance visit of 60 minutes on 20 August 2020."""

    def visit_to(pilot, **values):
        values = {
            "by": developer,
            "people": [participant],
            "client": uuid4(),
            "date": date(2020, 8, 20),
            "form": "remote",
            "minutes": 60,
            "topics": "Salainen aihe",
            "agreed": "Salainen sopimus",
            **values,
        }
        return actions.log_visit(pilot=pilot, **values)

    return visit_to


@pytest.fixture
def visit(pilot, visit_to):
    return visit_to(pilot)


@pytest.fixture
def typed(pilot, participant):
    """typed(**changes) → what a filled visit form sends."""

    def typed(**changes):
        return {
            "client": str(uuid4()),
            "pilot": pilot.pk,
            "date": timezone.localdate().isoformat(),
            "form": "on_site",
            "minutes": "90",
            "people": [participant.pk],
            "topics": "Vuorot",
            "agreed": "Auki tiistaisin",
            **changes,
        }

    return typed
