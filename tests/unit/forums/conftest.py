"""Discussions of the cast: one of the subgroup, one of everybody."""

import pytest

from coaching.pilots.models import Pilot
from coaching.programmes.models import Role
from forums import actions


@pytest.fixture
def open_thread(programme):
    """open_thread(by, subgroup=None, **values) → a discussion with its first post."""

    def make(by, subgroup=None, *, title="Luottamus etänä", text="Miten te teette?", **values):
        return actions.open_thread(by=by, programme=programme, subgroup=subgroup, title=title, text=text, **values)

    return make


@pytest.fixture
def thread(open_thread, participant, subgroup, theme):
    """The subgroup's own discussion, started by the participant."""
    return open_thread(participant, subgroup, theme=theme)


@pytest.fixture
def pilot(programme):
    return Pilot.objects.create(programme=programme, key="chat", name="Chat perheille")


@pytest.fixture
def reflection(open_thread, coach, subgroup):
    """The coach's prompt: whoever has not answered sees no other answer."""
    return open_thread(coach, subgroup, kind="prompt", title="Mitä opit?", text="Kerro yhdestä hetkestä.")


@pytest.fixture
def question(open_thread, participant, subgroup, coach):
    """A question to the coach, to be answered within a week."""
    return open_thread(participant, subgroup, kind="expert", owner=coach, title="Saako chatin tallentaa?")


@pytest.fixture
def thread_for_all(open_thread, participant, theme):
    return open_thread(participant, theme=theme, title="Tervetuloa kaikki")


@pytest.fixture
def colleague(make_person, subgroup):
    """Another member of the participant's subgroup."""
    return make_person("Lumi Lakkasuo", Role.PARTICIPANT, subgroup)
