"""A room of the subgroup's digikahvit, with a poll in the theme's library."""

import pytest

from coaching.accounts.models import User
from realtime.deeds import paces
from realtime.limits import LIMITS, Limits
from realtime.rooms import enter
from realtime.tools.polls.actions import open_poll, vote
from realtime.tools.polls.library import prepare
from realtime.tools.polls.models import Anonymity, Reveal


@pytest.fixture(autouse=True)
def _nobody_has_hurried():
    paces.__init__()
    yield
    paces.__init__()


@pytest.fixture
def room(digikahvit):
    return enter(session=digikahvit)


@pytest.fixture
def make_poll(coach, theme):
    """make_poll(**values) → a prepared poll of three options."""

    def make(**values):
        asked = {
            "question": "Mitä kokeilit?",
            "kind": "single",
            "options": ["Chattia", "Videota", "En vielä"],
            "reveal": Reveal.LIVE,
            "anonymity": Anonymity.NAMED,
        }
        return prepare(by=coach, theme=theme, **asked | values)

    return make


@pytest.fixture
def make_run(make_poll, room, coach):
    """make_run(**values) → a run of a fresh poll, open in the room."""

    def make(**values):
        return open_poll(by=coach, room=room, poll=make_poll(**values).pk)

    return make


@pytest.fixture
def crowd(make_person, subgroup):
    """crowd(n) → n members of the subgroup."""

    def make(number):
        return [make_person(f"Jäsen {User.objects.count()}", "participant", subgroup) for _member in range(number)]

    return make


@pytest.fixture
def cast_votes(room, crowd):
    """cast_votes(run, [[0], [1], …]) → the members who cast them, in order."""

    def cast(run, answers):
        people = crowd(len(answers))
        for person, answer in zip(people, answers, strict=True):
            vote(by=person, room=room, run=run.pk, answer=answer)
        return people

    return cast


@pytest.fixture
def no_hurry():
    """Forms may be sent faster than a person can."""
    LIMITS.deeds_at_once = 1_000
    yield
    LIMITS.deeds_at_once = Limits().deeds_at_once
