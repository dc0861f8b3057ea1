"""The pages of coming in."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from coaching.accounts.login_codes import person_with_code
from coaching.accounts.models import User
from coaching.programmes.models import Pseudonym, Role
from groups import actions
from groups.models import JoinLink, Membership


@pytest.fixture
def link(coach, subgroup):
    return actions.make_link(by=coach, subgroup=subgroup, role=Role.PARTICIPANT, days=14, uses=5)


@pytest.fixture
def client_link(coach, subgroup):
    return actions.make_link(by=coach, subgroup=subgroup, role=Role.DEVELOPER_CLIENT, days=14, uses=5)


def test_code_leads_to_the_link_however_typed(client, link):
    answer = client.post("/ryhmat/liity/", {"code": f" {link.code.lower().replace('-', ' ')}"})

    assert (answer.status_code, answer.url) == (302, link.get_absolute_url())


def test_wrong_code_has_its_sentence(in_english, client, db):
    answer = client.post("/ryhmat/liity/", {"code": "AAAA-AAAA"})

    assert answer.status_code == 404
    assert answer.context["form"].errors["code"] == [
        "There is no such join code. Check each sign, or ask your coach for a new one."
    ]


def test_wrong_link_offers_typing_the_code(client, db):
    answer = client.get("/ryhmat/liity/AAAA-AAAA/")

    assert answer.status_code == 404
    assert answer.content.decode().count('value="AAAA-AAAA"') == 1


@pytest.mark.parametrize("through", ["form", "link"])
def test_ten_wrong_codes_close_the_door(client, link, through):
    for number in range(10):
        client.get(f"/ryhmat/liity/AAAA-AAA{number}/")

    answer = (
        client.post("/ryhmat/liity/", {"code": link.code}) if through == "form" else client.get(link.get_absolute_url())
    )

    assert answer.status_code == 429


def test_many_join_from_the_same_address(client, link):
    for number in range(5):
        client.post(link.get_absolute_url(), {"name": f"Tulija {number}", "language": "fi", "taking_part": "on"})
        client.logout()

    assert Membership.objects.count() == 5


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"closed_at": timezone.now()}, "This join code has been closed. Ask your coach for a new one."),
        (
            {"expires_at": timezone.now() - timedelta(days=1)},
            "This join code is out of date. Ask your coach for a new one.",
        ),
        ({"uses_left": 0}, "This join code has been used as many times as it can. Ask for a new one."),
    ],
)
def test_link_that_no_longer_works_says_why(in_english, client, link, values, sentence):
    JoinLink.objects.filter(pk=link.pk).update(**values)

    answer = client.get(link.get_absolute_url())

    assert answer.status_code == 409
    assert answer.content.decode().count(sentence) == 1


def test_newcomer_comes_in_by_email_and_is_logged_in(client, link, subgroup):
    values = {"name": "Havu Hilla", "email": "Havu@Example.org", "language": "sv", "taking_part": "on"}

    answer = client.post(link.get_absolute_url(), values)

    person = User.objects.get(email="havu@example.org")
    assert (answer.status_code, answer.context["code"]) == (200, None)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get(subgroup.get_absolute_url()).status_code == 200
    assert answer.cookies["django_language"].value == "sv"


def test_developer_client_is_asked_for_no_name_and_no_email(client, client_link):
    page = client.get(client_link.get_absolute_url())

    assert list(page.context["form"].fields) == ["pseudonym", "language", "taking_part"]


def test_developer_client_gets_a_code_that_works(client, client_link):
    answer = client.post(
        client_link.get_absolute_url(), {"pseudonym": "Kanelipulla", "language": "fi", "taking_part": "on"}
    )

    assert person_with_code(answer.context["code"]).pk == int(client.session["_auth_user_id"])
    assert answer.context["seen_as"] == "Kanelipulla"
    assert "no-store" in answer["Cache-Control"]


def test_taken_pseudonym_comes_back_with_its_text(in_english, client, client_link, developer_client):
    values = {"pseudonym": "kuukkeli", "language": "sv", "taking_part": "on"}

    answer = client.post(client_link.get_absolute_url(), values)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "pseudonym": ["Somebody here already goes by this pseudonym. Choose another one."]
    }
    assert answer.context["form"]["pseudonym"].value() == "kuukkeli"


def test_anothers_email_comes_back_with_its_text(in_english, client, link, outsider):
    values = {"name": "Havu", "email": outsider.email, "language": "fi", "taking_part": "on"}

    answer = client.post(link.get_absolute_url(), values)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "email": ["This e-mail already has an account here. Log in with it first, then open this link again."]
    }
    assert answer.context["form"]["name"].value() == "Havu"


def test_nobody_joins_without_consent(client, link):
    answer = client.post(link.get_absolute_url(), {"name": "Havu", "language": "fi"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["taking_part"]
    assert Membership.objects.count() == 0


def test_identity_code_as_name_is_refused_beside_the_field(client, link):
    values = {"name": "Havu 131052-308T", "language": "fi", "taking_part": "on"}

    answer = client.post(link.get_absolute_url(), values)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["name"]


def test_present_account_joins_and_is_told_how_others_see_it(signed_in, link, outsider, subgroup):
    client = signed_in(outsider)

    page = client.get(link.get_absolute_url())
    answer = client.post(link.get_absolute_url(), {"taking_part": "on"})

    assert page.context["seen_as"] == "Ulla Ulkopuoli"
    assert (answer.status_code, answer.url) == (302, subgroup.get_absolute_url())
    assert User.objects.filter(display_name="Ulla Ulkopuoli").count() == 1


def test_present_account_joining_as_developer_client_chooses_a_pseudonym(signed_in, client_link, outsider):
    client = signed_in(outsider)

    client.post(client_link.get_absolute_url(), {"taking_part": "on", "pseudonym": "Kanelipulla"})

    assert Pseudonym.objects.get(person=outsider).name == "Kanelipulla"


def test_member_who_opens_the_link_again_is_taken_home(signed_in, link, participant, subgroup):
    answer = signed_in(participant).get(link.get_absolute_url())

    assert (answer.status_code, answer.url) == (302, subgroup.get_absolute_url())


def test_member_of_another_subgroup_is_turned_away(signed_in, link, stranger):
    answer = signed_in(stranger).get(link.get_absolute_url())

    assert answer.status_code == 409


def test_reload_after_joining_makes_no_second_account(client, client_link, subgroup):
    values = {"pseudonym": "Kanelipulla", "language": "fi", "taking_part": "on"}
    client.post(client_link.get_absolute_url(), values)
    people = User.objects.count()

    again = client.post(client_link.get_absolute_url(), values)

    assert (again.status_code, again.url) == (302, subgroup.get_absolute_url())
    assert User.objects.count() == people


def test_wrong_codes_are_forgotten_in_time(client, link):
    for number in range(10):
        client.get(f"/ryhmat/liity/AAAA-AAA{number}/")
    cache.clear()  # what ten minutes do

    assert client.get(link.get_absolute_url()).status_code == 200
