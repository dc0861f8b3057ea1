"""Who is signed in, asked for many at once."""

from datetime import timedelta

from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from coaching.accounts.logins import people_of
from tests.logins import cookie_of


def test_each_log_in_is_its_persons_in_two_queries(participant, coach, django_assert_num_queries):
    logins = {cookie_of(participant): participant, cookie_of(coach): coach, cookie_of(coach): coach}

    with django_assert_num_queries(2):
        assert people_of(logins) == logins


def test_what_is_no_log_in_is_nobodys(db):
    anonymous = SessionStore()
    anonymous.save()

    assert people_of(["", "x" * 32, anonymous.session_key]) == {}


def test_a_log_in_ends_with_its_time(participant):
    login = cookie_of(participant)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert people_of([login]) == {}


def test_a_log_in_ends_when_the_password_changes(participant):
    login = cookie_of(participant)
    participant.set_password("toinen salasana")
    participant.save()

    assert people_of([login]) == {}


def test_a_closed_account_is_nobody(participant):
    login = cookie_of(participant)
    participant.is_active = False
    participant.save()

    assert people_of([login]) == {}


def test_a_way_in_that_is_offered_no_more_does_not_hold(participant):
    login = cookie_of(participant)
    store = SessionStore(login)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.RemoteUserBackend"
    store.save()

    assert people_of([login]) == {}
