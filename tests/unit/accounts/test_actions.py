"""Accounts are made and forgotten."""

import pytest

from coaching.accounts.actions import forget, new_person
from coaching.accounts.login_codes import new_login_code, person_with_code
from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.core.models import AccessLog, Draft, History
from coaching.core.registries import personal_data
from coaching.programmes.names import name_in
from groups.models import Membership


def test_new_person_without_an_email_has_none(db):
    person = new_person(name="Havu Hilla", email="", language="sv")

    assert (person.email, person.display_name, person.language) == (None, "Havu Hilla", "sv")


def test_new_person_is_refused_anothers_email(outsider):
    with pytest.raises(Refused) as refusal:
        new_person(name="Toinen", email="Outsider@Example.org")

    assert refusal.value.code == "email_taken"
    assert User.objects.count() == 1


def test_new_person_is_refused_an_identity_code_as_name(db):
    with pytest.raises(Refused) as refusal:
        new_person(name="Havu 131052-308T")

    assert refusal.value.code == "identity_code"


def test_forgotten_person_is_nobody(in_english, participant, programme):
    new_login_code(participant)
    Draft.objects.create(owner=participant, about="thread:1", text="Kesken")

    forget(person=participant)

    participant.refresh_from_db()
    assert (participant.email, participant.display_name, participant.login_code_hash) == (None, "", None)
    assert (participant.is_active, participant.has_usable_password()) == (False, False)
    assert name_in(programme.pk, participant.pk) == "Somebody who has left"
    assert Draft.objects.count() == 0


def test_forgotten_pseudonym_is_gone_too(in_english, developer_client, programme):
    forget(person=developer_client)

    assert name_in(programme.pk, developer_client.pk) == "Somebody who has left"


def test_forgotten_membership_ends_and_stays_for_the_figures(participant):
    forget(person=participant)

    assert Membership.objects.get(person=participant).until is not None


def test_forgetting_is_in_the_access_log_without_words(participant):
    forget(person=participant)

    row = AccessLog.objects.get(deed="accounts.forgotten")
    assert (row.subject, row.details) == (f"user:{participant.pk}", {})


def test_forgotten_persons_code_opens_nothing(participant):
    code = new_login_code(participant)
    assert person_with_code(code) == participant

    forget(person=participant)

    assert person_with_code(code) is None


def test_forgetting_leaves_no_registry_holding_the_name(developer_client, participant):
    """Whatever is registered: after forgetting, no export knows the person's name, pseudonym or e-mail."""
    words = ("Secret Realname", "Kuukkeli")
    before = str([data.export(developer_client) for data in personal_data.values()])
    assert all(word in before for word in words)

    forget(person=developer_client)

    after = str([data.export(developer_client) for data in personal_data.values()])
    assert [word for word in words if word in after] == []


def test_forgetting_one_leaves_the_others(participant, developer_client, digikahvit):
    History.objects.all().delete()

    forget(person=developer_client)

    participant.refresh_from_db()
    assert (participant.is_active, participant.display_name) == (True, "Kaisla Korpikuusi")
    assert Membership.objects.current().get().person == participant
