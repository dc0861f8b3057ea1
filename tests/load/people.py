"""A programme with one digikahvit and as many signed-in members as wanted, straight into the database."""

from datetime import timedelta

from django.utils import timezone

from coaching.accounts.models import User
from coaching.programmes.models import Enrolment, Programme, Role, Session, Theme
from groups.models import Membership, Subgroup, SubgroupCoach, SubgroupSession
from realtime.tools.polls.library import prepare
from tests.logins import cookie_of


def make_room(number):
    """(session number, coach's cookie, members' cookies, poll number) of a fresh programme."""
    session, people, coach = _make(number)
    poll = prepare(
        by=coach,
        theme=session.theme,
        question="How?",
        kind="single",
        options=["A", "B", "C"],
        reveal="live",
        anonymity="anonymous",
    )
    return session.pk, cookie_of(coach), [cookie_of(person) for person in people], poll.pk


def make_members(number):
    """(session, its members) of a fresh programme."""
    session, people, _coach = _make(number)
    return session, people


def _make(number):
    key = f"load-{timezone.now():%Y%m%d%H%M%S%f}"
    programme = Programme.objects.create(key=key, name="Load")
    theme = Theme.objects.create(programme=programme, key="theme", number=1, name="Theme")
    subgroup = Subgroup.objects.create(programme=programme, key="group", number=1, name="Group")
    now = timezone.now()
    session = Session.objects.create(
        programme=programme,
        theme=theme,
        key="kahvit",
        kind=Session.Kind.DIGIKAHVIT,
        title="Digikahvit",
        starts_at=now - timedelta(minutes=5),
        ends_at=now + timedelta(hours=2),
        whole_programme=False,
    )
    SubgroupSession.objects.create(session=session, subgroup=subgroup)
    coach = User.objects.create(display_name="Load Coach", password="!")
    SubgroupCoach.objects.create(subgroup=subgroup, person=coach)
    people = User.objects.bulk_create([User(display_name=f"Load {index}", password="!") for index in range(number)])
    roles = [(coach, Role.COACH), *((person, Role.PARTICIPANT) for person in people)]
    Enrolment.objects.bulk_create([Enrolment(programme=programme, person=person, role=role) for person, role in roles])
    Membership.objects.bulk_create(
        [Membership(subgroup=subgroup, programme=programme, person=person) for person in people]
    )
    return session, people, coach
