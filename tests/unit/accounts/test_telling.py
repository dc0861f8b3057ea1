"""Telling what is not accessible: without a log-in, and with the day an answer is due."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone

from coaching.accounts.throttle import ANSWERS

WORDS = {"what": "Kuvaajaa ei voi lukea ruudunlukijalla.", "email": "lukija@example.org"}


class Down(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, _messages):
        raise SMTPServerDisconnected


@pytest.fixture
def tell(client, db):
    return lambda **changes: client.post(reverse("accessibility_feedback"), WORDS | changes)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_statement_leads_to_it_without_a_log_in(client, db, language):
    client.cookies["django_language"] = language

    pages = [client.get(reverse(name)) for name in ("accessibility", "accessibility_feedback")]

    assert [page.status_code for page in pages] == [200, 200]
    assert f'href="{reverse("accessibility_feedback")}"' in pages[0].text


def test_it_goes_to_who_provides_the_service_with_the_day_it_is_due(tell, settings, mailoutbox):
    answer = tell()

    [letter] = mailoutbox
    due = timezone.localdate() + timedelta(days=14)
    assert (answer.url, letter.reply_to) == (reverse("accessibility"), [WORDS["email"]])
    assert letter.to == [settings.CONFIG.contact or settings.DEFAULT_FROM_EMAIL]
    assert (f"{due.day}.{due.month}.{due.year}" in letter.subject, WORDS["what"] in letter.body) == (True, True)


def test_an_address_is_not_asked_for_by_force(tell, mailoutbox):
    tell(email="")

    assert [(len(letter.reply_to), letter.body.startswith(WORDS["what"])) for letter in mailoutbox] == [(0, True)]


@pytest.mark.parametrize("changes", [{"what": ""}, {"what": "Asiakas 131052-308T"}, {"email": "ei osoite"}])
def test_what_cannot_be_sent_comes_back(tell, mailoutbox, changes):
    page = tell(**changes)

    assert (page.status_code, len(mailoutbox)) == (422, 0)
    assert page.context["form"]["email"].value() == (WORDS | changes)["email"]


def test_nothing_typed_is_lost_when_no_mail_goes(tell, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Down"

    page = tell()

    assert (page.status_code, page.context["form"]["what"].value()) == (503, WORDS["what"])


def test_a_flood_is_stopped(tell, mailoutbox):
    codes = {tell().status_code for _time in range(ANSWERS)}

    assert (codes, tell().status_code, len(mailoutbox)) == ({302}, 429, ANSWERS)
