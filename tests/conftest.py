"""The cast and one programme, known to every test.

One who takes part, one who coaches, one developer-client under a pseudonym,
one who guides pilots, one evaluator, one organiser, one who belongs to
another subgroup, and one who belongs to no programme at all.
"""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as property_tests

from coaching.accounts.models import Organisation, User
from coaching.programmes.models import Enrolment, Programme, Pseudonym, Role, Session, Theme
from groups.models import Membership, Subgroup, SubgroupCoach, SubgroupSession

property_tests.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_tests.load_profile("patient")
"""A busy machine is no bug."""


@pytest.fixture(autouse=True)
def _language_of_the_house():
    """What another test has left switched on is no part of this one."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _files_go_elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def programme(db):
    return Programme.objects.create(key="ohjelma", name="Ohjelma", starts="2020-05-01")


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(key="salla", name="Salla", kind=Organisation.Kind.MUNICIPALITY)


@pytest.fixture
def theme(programme):
    return Theme.objects.create(programme=programme, key="luottamus", number=1, name="Luottamus ja motivointi")


@pytest.fixture
def subgroup(programme):
    return Subgroup.objects.create(programme=programme, key="lapset", number=1, name="Lasten ja perheiden palvelut")


@pytest.fixture
def other_subgroup(programme):
    return Subgroup.objects.create(programme=programme, key="paihde", number=2, name="Päihde- ja mielenterveystyö")


@pytest.fixture
def make_person(programme, organisation):
    """make_person(name, role, subgroup=None, pseudonym="") → an enrolled person."""

    def make(name, role, subgroup=None, pseudonym=""):
        person = User.objects.create_user(
            display_name=name,
            email=None if role == Role.DEVELOPER_CLIENT else f"{name.lower().replace(' ', '.')}@example.org",
        )
        employer = organisation if role == Role.PARTICIPANT else None
        Enrolment.objects.create(programme=programme, person=person, role=role, organisation=employer)
        if pseudonym:
            Pseudonym.objects.create(programme=programme, person=person, name=pseudonym)
        if subgroup and role == Role.COACH:
            SubgroupCoach.objects.create(subgroup=subgroup, person=person)
        elif subgroup:
            Membership.objects.create(subgroup=subgroup, programme=programme, person=person)
        return person

    return make


@pytest.fixture
def participant(make_person, subgroup):
    return make_person("Kaisla Korpikuusi", Role.PARTICIPANT, subgroup)


@pytest.fixture
def developer_client(make_person, subgroup):
    return make_person("Secret Realname", Role.DEVELOPER_CLIENT, subgroup, pseudonym="Kuukkeli")


@pytest.fixture
def coach(make_person, subgroup):
    return make_person("Tuuli Termospullo", Role.COACH, subgroup)


@pytest.fixture
def developer(make_person):
    return make_person("Halla Huovinkanto", Role.DEVELOPER)


@pytest.fixture
def evaluator(make_person):
    return make_person("Routa Raporttila", Role.EVALUATOR)


@pytest.fixture
def organiser(make_person):
    return make_person("Sarastus Salkkumaa", Role.ORGANISER)


@pytest.fixture
def stranger(make_person, other_subgroup):
    """A member of another subgroup of the same programme."""
    return make_person("Pouta Puolukkamäki", Role.PARTICIPANT, other_subgroup)


@pytest.fixture
def outsider(db):
    return User.objects.create_user(display_name="Ulla Ulkopuoli", email="outsider@example.org")


@pytest.fixture
def lecture(programme, theme):
    """A lecture for everybody, on now."""
    return _session(programme, theme, "luento", Session.Kind.LECTURE)


@pytest.fixture
def digikahvit(programme, theme, subgroup):
    """The subgroup's own digikahvit, on now."""
    session = _session(programme, theme, "digikahvit", Session.Kind.DIGIKAHVIT, whole_programme=False)
    SubgroupSession.objects.create(session=session, subgroup=subgroup)
    return session


def _session(programme, theme, key, kind, **values):
    now = timezone.now()
    return Session.objects.create(
        programme=programme,
        theme=theme,
        key=key,
        kind=kind,
        title=kind.name.capitalize(),
        starts_at=now - timedelta(minutes=10),
        ends_at=now + timedelta(minutes=50),
        **values,
    )


@pytest.fixture
def signed_in(client):
    """signed_in(person) → the test client as that person."""

    def sign_in(person):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
