"""Somebody joined with another's e-mail; then its owner comes."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import authenticate
from django.core import mail
from django.test import Client
from django.urls import reverse

from coaching.accounts.login_codes import new_login_code, person_with_code
from tests.unit.accounts.test_login_pages import code_in


@pytest.fixture
def first_comer(participant):
    """A browser that was logged in before anybody had proven the e-mail, with every other way in as well."""
    participant.set_password("kahvikuppi-nurin")
    participant.save()
    browser = Client()
    browser.force_login(participant, backend="coaching.accounts.backends.LoginCodeBackend")
    browser.code = new_login_code(participant)
    return browser


def log_in_by_mail(person):
    browser = Client()
    browser.post(reverse("account_request_login_code"), {"email": person.email})
    browser.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[-1])})
    return browser


def is_in(browser):
    return "_auth_user_id" in browser.session and browser.get(reverse("accounts:me")).status_code == 200


def test_the_owner_is_in_and_what_was_before_is_out(participant, first_comer):
    assert is_in(first_comer)

    owner = log_in_by_mail(participant)

    assert (is_in(owner), is_in(first_comer)) == (True, False)
    assert person_with_code(first_comer.code) is None
    assert authenticate(None, email=participant.email, password="kahvikuppi-nurin") is None


def test_a_proven_address_ends_nothing_more(participant, first_comer):
    EmailAddress.objects.filter(user=participant).update(verified=True, primary=True)

    owner = log_in_by_mail(participant)

    assert (is_in(owner), is_in(first_comer)) == (True, True)


def test_other_addresses_and_ways_in_from_before_are_gone(participant, first_comer):
    EmailAddress.objects.create(user=participant, email="toinen@example.org")
    SocialAccount.objects.create(user=participant, provider="organisation", uid="toinen")

    log_in_by_mail(participant)

    addresses = EmailAddress.objects.filter(user=participant).values_list("email", "verified", "primary")
    assert list(addresses) == [(participant.email, True, True)]
    assert SocialAccount.objects.count() == 0


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_no_second_step_before_the_address_is_proven(name, participant, first_comer):
    before = first_comer.get(reverse(name))
    after = log_in_by_mail(participant).get(reverse(name))

    assert (before.status_code, before.url, after.status_code) == (302, reverse("mfa_index"), 200)
    assert Authenticator.objects.count() == 0


def _addresses(person):
    person.refresh_from_db()
    return person.email, sorted(EmailAddress.objects.filter(user=person).values_list("email", flat=True))


def test_no_other_address_before_the_first_proof(participant, first_comer):
    """Neither by adding one, nor by taking the unproven one away first."""
    own = participant.email
    first_comer.get(reverse("account_email"))

    answers = [
        first_comer.post(reverse("account_email"), {"action_add": "", "email": "vieras@example.org"}),
        first_comer.post(reverse("account_email"), {"action_remove": "", "email": own}),
        first_comer.post(reverse("account_email"), {"action_add": "", "email": "vieras@example.org"}),
    ]

    assert [b"vieras@example.org" in answer.content for answer in answers] == [False, False, False]
    assert _addresses(participant) == (own, [own])
    assert mail.outbox == []


def test_another_address_after_the_first_proof(participant):
    owner = log_in_by_mail(participant)

    owner.post(reverse("account_email"), {"action_add": "", "email": "uusi@example.org"})

    assert _addresses(participant)[1] == [participant.email, "uusi@example.org"]


def test_who_has_no_address_adds_one(developer_client, client):
    client.force_login(developer_client, backend="coaching.accounts.backends.LoginCodeBackend")

    client.post(reverse("account_email"), {"action_add": "", "email": "uusi@example.org"})

    assert _addresses(developer_client)[1] == ["uusi@example.org"]
