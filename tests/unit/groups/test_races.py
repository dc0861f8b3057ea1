"""Two at the same door: the last place of a link goes to one, and nobody is in two subgroups."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.programmes.models import Role
from groups import actions
from groups.models import JoinLink, Membership

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at_once():
    """at_once(*deeds) → each deed's answer, or the code of its refusal; all begin at the same moment."""
    if connection.vendor != "postgresql":
        pytest.skip("LEFT OUT: needs PostgreSQL (SQLite lets one writer in at a time).")

    def run(*deeds):
        barrier = Barrier(len(deeds))

        def one(deed):
            barrier.wait()
            try:
                deed()
            except Refused as refusal:
                return refusal.code
            finally:
                connection.close()
            return "done"

        with ThreadPoolExecutor(len(deeds)) as pool:
            return sorted(pool.map(one, deeds))

    return run


def test_last_place_goes_to_one(at_once, coach, subgroup):
    link = actions.make_link(by=coach, subgroup=subgroup, role=Role.PARTICIPANT, days=1, uses=1)
    people = [User.objects.create_user(display_name=f"Tulija {number}") for number in range(4)]

    told = at_once(*[lambda person=person: actions.join(link=link, person=person) for person in people])

    assert told == ["done", "link_used_up", "link_used_up", "link_used_up"]
    assert (JoinLink.objects.get().uses_left, Membership.objects.count()) == (0, 1)


def test_one_person_in_two_windows_is_a_member_once(at_once, coach, subgroup, other_subgroup):
    links = [
        actions.make_link(by=coach, subgroup=where, role=Role.PARTICIPANT, days=1, uses=5)
        for where in (subgroup, other_subgroup)
    ]
    person = User.objects.create_user(display_name="Tulija")

    told = at_once(*[lambda link=link: actions.join(link=link, person=person) for link in links])

    assert told in (["already_here", "done"], ["done", "in_another"])
    assert Membership.objects.filter(person=person).count() == 1
    assert sum(link.uses_left for link in JoinLink.objects.all()) == 9


def test_one_pseudonym_goes_to_one(at_once, coach, subgroup):
    link = actions.make_link(by=coach, subgroup=subgroup, role=Role.DEVELOPER_CLIENT, days=1, uses=5)

    told = at_once(*[lambda: actions.join_as_new(link=link, pseudonym="Kanelipulla")] * 3)

    assert told == ["done", "pseudonym_taken", "pseudonym_taken"]
    assert User.objects.filter(display_name="Kanelipulla").count() == 1
