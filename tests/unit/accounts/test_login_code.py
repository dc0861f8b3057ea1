"""Logging in with a personal code."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from coaching.accounts import throttle
from coaching.accounts.login_codes import new_login_code
from coaching.core.models import AccessLog

URL = "/tili/koodi/"


def signed_in_as(client):
    return client.session.get("_auth_user_id")


def test_code_lets_in(client, developer_client):
    code = new_login_code(developer_client)

    answer = client.post(URL, {"login_code": code})

    assert (answer.status_code, answer.url) == (302, reverse("front"))
    assert signed_in_as(client) == str(developer_client.pk)


@pytest.mark.parametrize(("wanted", "goes"), [("/tili/", "/tili/"), ("https://evil.example/", "/")])
def test_code_leads_on_to_where_one_was_going_within_the_house(client, developer_client, wanted, goes):
    code = new_login_code(developer_client)

    answer = client.post(f"{URL}?next={wanted}", {"login_code": code})

    assert answer.url == goes


@pytest.mark.parametrize("dress", [str.lower, lambda code: code.replace("-", " "), lambda code: f"  {code} "])
def test_code_may_be_typed_in_many_ways(client, developer_client, dress):
    code = new_login_code(developer_client)

    client.post(URL, {"login_code": dress(code)})

    assert signed_in_as(client) == str(developer_client.pk)


def test_new_code_closes_the_old(client, developer_client):
    old = new_login_code(developer_client)
    new_login_code(developer_client)

    answer = client.post(URL, {"login_code": old})

    assert answer.status_code == 422
    assert signed_in_as(client) is None


def test_wrong_code_comes_back_with_a_sentence(in_english, client, db):
    answer = client.post(URL, {"login_code": "AAAA-BBBB-CCCC-DDDD"})

    assert answer.status_code == 422
    assert answer.context["form"]["login_code"].errors == [
        "There is no such code. Check each sign; if you have made a new code, only the newest works."
    ]
    assert "AAAA-BBBB-CCCC-DDDD" in answer.content.decode()


def test_ten_wrong_codes_close_the_door_for_the_right_one_too(client, developer_client):
    code = new_login_code(developer_client)
    for _ in range(10):
        client.post(URL, {"login_code": "AAAA"})

    answer = client.post(URL, {"login_code": code})

    assert answer.status_code == 429
    assert answer.context["form"].non_field_errors() == [throttle.TOO_MANY]
    assert signed_in_as(client) is None


def test_right_codes_are_never_counted(client, developer_client):
    code = new_login_code(developer_client)

    for _ in range(12):
        answer = client.post(URL, {"login_code": code})

    assert answer.status_code == 302


def test_door_opens_again(client, developer_client):
    code = new_login_code(developer_client)
    for _ in range(10):
        client.post(URL, {"login_code": "AAAA"})
    cache.clear()  # what ten minutes do

    client.post(URL, {"login_code": code})

    assert signed_in_as(client) == str(developer_client.pk)


def test_closed_account_stays_out(client, developer_client):
    code = new_login_code(developer_client)
    developer_client.is_active = False
    developer_client.save()

    answer = client.post(URL, {"login_code": code})

    assert answer.status_code == 422


def test_own_code_is_made_on_the_settings_page_and_shown_once(client, signed_in, participant):
    page = signed_in(participant).post("/tili/koodi/uusi/")

    code = page.context["code"]
    client.logout()
    client.post(URL, {"login_code": code})
    assert signed_in_as(client) == str(participant.pk)
    assert AccessLog.objects.get(deed="accounts.login_code_made").actor_id == participant.pk
    assert page["Cache-Control"].count("no-store") == 1
