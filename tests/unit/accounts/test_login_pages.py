"""The ways in, as pages."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit
from django.core import mail
from django.urls import reverse

from coaching.accounts import throttle

OWN_PAGES = [
    "account_email",
    "account_set_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "socialaccount_connections",
]
ENTRANCES = [
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_signup",
    "socialaccount_login_cancelled",
]


@pytest.mark.parametrize("name", ENTRANCES)
def test_entrance_looks_like_the_house(client, db, name):
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert "account/_entrance.html" in [template.name for template in answer.templates]
    assert answer.content.count(b"<h1") == 1


def test_failed_login_of_the_organisation_looks_like_the_house(client, db):
    answer = client.get(reverse("socialaccount_login_error"))

    assert answer.status_code == 401
    assert "account/_entrance.html" in [template.name for template in answer.templates]


@pytest.fixture
def proven(client, participant):
    """A person who has just logged in by an e-mail code, so that guarded pages open."""
    EmailAddress.objects.create(user=participant, email=participant.email, verified=True, primary=True)
    client.post(reverse("account_request_login_code"), {"email": participant.email})
    client.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[-1])})
    return client


def code_in(message):
    return re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", message.body, re.MULTILINE).group(1)


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_page_looks_like_the_house(proven, name):
    answer = proven.get(reverse(name))

    assert answer.status_code == 200
    assert "account/_own.html" in [template.name for template in answer.templates]
    assert answer.content.count(b"<h1") == 1


def test_guarded_page_asks_once_more(signed_in, participant):
    EmailAddress.objects.create(user=participant, email=participant.email, verified=True, primary=True)
    participant.set_password("neljä sanaa peräkkäin")
    participant.save()
    client = signed_in(participant)

    answer = client.get(reverse("mfa_activate_totp"), follow=True)

    assert "account/reauthenticate.html" in [template.name for template in answer.templates]


def test_email_code_lets_in(client, participant):
    client.post(reverse("account_request_login_code"), {"email": participant.email})

    answer = client.post(reverse("account_confirm_login_code"), {"code": code_in(mail.outbox[0])})

    assert (answer.status_code, answer.url) == (302, reverse("front"))
    assert client.session["_auth_user_id"] == str(participant.pk)


def test_unknown_email_gets_the_same_page_and_a_mail_that_says_so(client, participant):
    known = client.post(reverse("account_request_login_code"), {"email": participant.email})
    client.cookies.clear()

    unknown = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [[participant.email], ["nobody@example.org"]]


def test_password_lets_in_and_a_wrong_one_opens_its_form(client, participant):
    participant.set_password("neljä sanaa peräkkäin")
    participant.save()

    wrong = client.post(reverse("account_login"), {"login": participant.email, "password": "arvaus"})
    right = client.post(reverse("account_login"), {"login": participant.email, "password": "neljä sanaa peräkkäin"})

    assert wrong.content.count(b'<details class="way-details" open>') == 1
    assert right.status_code == 302


def test_login_page_shows_the_cast_only_in_a_demonstration(client, participant, settings):
    plain = client.get(reverse("account_login")).content.decode()
    settings.DEMONSTRATION = True
    demonstration = client.get(reverse("account_login")).content.decode()

    assert (plain.count("Kaisla Korpikuusi"), demonstration.count("Kaisla Korpikuusi")) == (0, 2)


def test_organisations_button_is_there_only_when_configured(client, db, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    without = client.get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "organisation",
                    "name": "Lapin hyvinvointialue",
                    "client_id": "a",
                    "secret": "b",
                    "settings": {"server_url": "https://login.example.org"},
                }
            ]
        }
    }
    configured = client.get(reverse("account_login")).content.decode()

    assert (without.count("Lapin hyvinvointialue"), configured.count("Lapin hyvinvointialue")) == (0, 1)


def test_second_step_is_asked_after_a_personal_code_too(client, participant):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from coaching.accounts.login_codes import new_login_code

    TOTP.activate(participant, generate_totp_secret())
    code = new_login_code(participant)

    answer = client.post("/tili/koodi/", {"login_code": code}, follow=True)

    assert "mfa/authenticate.html" in [template.name for template in answer.templates]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_statement_is_open_to_all_in_each_language(client, db, name, language):
    client.cookies["django_language"] = language

    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert answer.content.decode().count(f'<html lang="{language}"') == 1


def test_accessibility_statement_has_its_eight_blocks(client, db):
    page = client.get(reverse("accessibility")).content.decode()

    blocks = re.findall(r'<section id="([a-z-]+)">', page)
    assert blocks == [
        "service",
        "status",
        "missing",
        "another-way",
        "drawn-up",
        "feedback",
        "authority",
        "published",
    ]


@pytest.mark.parametrize("name", ["account_login", "accounts:login_code", "groups:join", "account_reset_password"])
def test_statement_is_linked_before_logging_in(client, db, name):
    page = client.get(reverse(name)).content.decode()

    assert page.count(f'href="{reverse("accessibility")}"') == 1


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("account_request_login_code", {"email": "joku@example.fi"}),
        ("account_login", {"login": "joku@example.fi", "password": "väärä"}),
    ],
)
def test_a_flood_of_logging_in_from_one_address_is_answered_in_words(in_english, client, db, monkeypatch, name, values):
    monkeypatch.setattr(throttle, "LOG_INS", 2)
    answers = []
    for _person in range(3):
        client.session.flush()
        answers.append(client.post(reverse(name), values))

    told = [str(throttle.TOO_MANY_LOG_INS) in answer.content.decode() for answer in answers]
    assert told == [False, False, True]


def test_nobody_waits_for_a_lock_of_the_whole_address(client, participant, monkeypatch):
    """An office asks at the same minute: whoever did not get such a lock in time would be turned away."""
    EmailAddress.objects.create(user=participant, email=participant.email, verified=True, primary=True)
    locked, lock = [], ratelimit.cache_lock
    monkeypatch.setattr(ratelimit, "cache_lock", lambda key: locked.append(key) or lock(key))

    client.post(reverse("account_request_login_code"), {"email": participant.email})

    assert len(mail.outbox) == 1
    assert [":ip:" in key for key in locked] == [False]
