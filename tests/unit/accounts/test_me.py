"""One's own settings."""

from django.conf import settings
from django.urls import reverse

from coaching.accounts.models import User


def test_settings_are_saved_and_the_language_follows(signed_in, participant):
    client = signed_in(participant)

    answer = client.post("/tili/", {"display_name": "Kaisla K.", "language": "sv"})

    participant.refresh_from_db()
    assert (participant.display_name, participant.language) == ("Kaisla K.", "sv")
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "sv"


def test_refused_name_comes_back_and_is_not_saved(signed_in, participant):
    client = signed_in(participant)

    answer = client.post("/tili/", {"display_name": "Kaisla 131052-308T", "language": "fi"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["display_name"]
    assert User.objects.get(pk=participant.pk).display_name == "Kaisla Korpikuusi"


def test_language_chosen_in_the_menu_stays_with_the_account(signed_in, participant):
    client = signed_in(participant)

    client.post(reverse("set_language"), {"language": "en", "next": "/"})

    participant.refresh_from_db()
    assert participant.language == "en"


def test_unknown_language_is_not_kept(signed_in, participant):
    client = signed_in(participant)

    client.post(reverse("set_language"), {"language": "xx", "next": "/"})

    participant.refresh_from_db()
    assert participant.language == "fi"


def test_language_is_the_accounts_after_logging_in(client, participant):
    participant.language = "sv"
    participant.set_password("neljä sanaa peräkkäin")
    participant.save()

    answer = client.post(reverse("account_login"), {"login": participant.email, "password": "neljä sanaa peräkkäin"})

    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "sv"


def test_own_pages_are_for_those_who_are_in(client, db):
    codes = {name: client.get(reverse(f"accounts:{name}")).status_code for name in ["me", "forget"]}

    assert codes == {"me": 302, "forget": 302}


def test_own_page_is_in_the_menu(signed_in, participant):
    page = signed_in(participant).get("/tili/").content.decode()

    assert page.count('<a class="menu-item" href="/tili/">') == 1


def test_forgetting_needs_the_word(in_english, signed_in, participant):
    client = signed_in(participant)

    refused = client.post("/tili/unohda/", {"word": "no"})
    participant.refresh_from_db()
    kept = participant.is_active
    done = client.post("/tili/unohda/", {"word": " Forget "})

    participant.refresh_from_db()
    assert (refused.status_code, kept) == (422, True)
    assert (done.status_code, participant.is_active) == (200, False)
    assert client.get("/tili/").status_code == 302
