"""The daily mails: to whom, when, once, and nothing in them that was written."""

from datetime import datetime, time, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forums import actions
from forums.digests import claimed, due, news_for, send_digest, send_due_digests
from forums.models import Digest, MailChoice, Post

HOUSE = "https://kahvit.example.fi"


def at(hour, minute=0):
    return timezone.make_aware(datetime.combine(timezone.localdate(), time(hour, minute)))


@pytest.fixture(autouse=True)
def _proven(participant, colleague, coach, developer, organiser, stranger, evaluator, outsider):
    """Everybody with an address has proven it to be theirs."""
    for person in (participant, colleague, coach, developer, organiser, stranger, evaluator, outsider):
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


@pytest.fixture
def send(programme, subgroup):
    """send(person, place=subgroup, now) → whether a digest went."""

    def send(person, place=subgroup, now=None):
        return send_digest(person, MailChoice.of(person), programme, place, now or timezone.now(), HOUSE)

    return send


def told(person, programme, place):
    news = news_for(person, MailChoice.of(person), programme, place, timezone.now() - timedelta(days=1))
    return news and (news["posts"], news["threads"], news["mentions"])


def test_a_mail_tells_how_much_and_nothing_of_what_or_by_whom(thread, participant, colleague, send, mailoutbox):
    actions.reply(by=participant, thread=thread, text="Asiakas Virtanen soitti", mentions=[colleague.pk])

    assert send(colleague) is True

    (mail,) = mailoutbox
    assert mail.to == [colleague.email]
    words = mail.subject + mail.body
    secrets = (thread.title, "Asiakas", "Kaisla", "Korpikuusi", thread.subgroup.name, "teette")
    assert [secret for secret in secrets if secret in words] == []
    assert f"{HOUSE}/keskustelut/ohjelma/?group={thread.subgroup_id}&unread=1" in mail.body
    assert "2" in mail.body and "1" in mail.body


def test_it_goes_once_a_day_however_many_workers(thread, colleague, participant, send, mailoutbox):
    now = timezone.now()
    assert (send(colleague, now=now), send(colleague, now=now)) == (True, False)
    actions.reply(by=participant, thread=thread, text="Lisää")

    send(colleague, now=now)
    send(colleague, now=now + timedelta(days=1))

    assert len(mailoutbox) == 2


def test_one_worker_takes_it_and_no_other(programme, subgroup, colleague):
    claims = [claimed(colleague, programme, subgroup, timezone.localdate(), timezone.now()) for _worker in range(2)]

    assert [claim is not None for claim in claims] == [True, False]


def test_what_the_mail_server_does_not_take_is_told_the_next_day(thread, colleague, send, mailoutbox, settings):
    now = timezone.now()
    settings.EMAIL_BACKEND = "tests.unit.forums.test_digests.Broken"
    assert send(colleague, now=now) is False
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    send(colleague, now=now + timedelta(days=1))

    assert len(mailoutbox) == 1


class Broken:
    def __init__(self, **_options):
        pass

    def send_messages(self, _messages):
        raise OSError("away")


def test_nothing_new_is_no_mail(thread, participant, colleague, send, mailoutbox):
    actions.mark_read(person=colleague, thread=thread, number=1)

    assert (send(colleague), send(participant), mailoutbox) == (False, False, [])


def test_what_has_been_told_is_not_told_again(thread, colleague, participant, programme, subgroup):
    Post.objects.update(written_at=timezone.now() - timedelta(days=2))
    assert told(colleague, programme, subgroup) is None

    actions.reply(by=participant, thread=thread, text="Uusi")

    assert told(colleague, programme, subgroup) == (1, 1, 0)


@pytest.mark.parametrize("wrong", ["stranger", "evaluator", "outsider", "developer"])
def test_nobody_is_told_of_another_s_subgroup(request, thread, programme, subgroup, wrong):
    assert told(request.getfixturevalue(wrong), programme, subgroup) is None


def test_withheld_answers_hidden_posts_and_muted_threads_are_not_counted(
    reflection, thread, colleague, participant, coach, programme, subgroup
):
    assert told(participant, programme, subgroup) == (1, 1, 0)  # the prompt
    post = actions.reply(by=colleague, thread=reflection, text="Opin", mentions=[participant.pk])
    hidden = actions.reply(by=coach, thread=thread, text="Nimi")
    assert told(participant, programme, subgroup) == (2, 2, 0)

    actions.hide(by=coach, post=hidden, reason="Nimi.")
    actions.follow(person=participant, thread=reflection, state="muted")

    assert told(participant, programme, subgroup) is None
    actions.reply(by=participant, thread=reflection, text="Minäkin")
    assert told(participant, programme, subgroup) == (1, 1, 1)
    assert post.mentions.count() == 1


def test_an_expert_hears_of_a_question_that_everybody_reads(open_thread, participant, developer, organiser, programme):
    open_thread(participant, None, kind="expert", owner=developer)

    assert told(developer, programme, None) == (1, 1, 0)
    assert told(organiser, programme, None) is None


def test_whoever_has_no_address_of_their_own_is_told_that_nothing_is_mailed(participant, developer_client, signed_in):
    shown = [
        signed_in(person).get(reverse("accounts:me")).content.decode() for person in (participant, developer_client)
    ]

    assert ["Sinulle ei lähetetä sähköpostia" in page for page in shown] == [False, True]
    assert [reverse("forums:mail") in page for page in shown] == [True, False]


def test_of_everybody_s_one_hears_where_one_follows_or_is_mentioned(
    thread_for_all, participant, colleague, stranger, programme
):
    actions.reply(by=stranger, thread=thread_for_all, text="Hei", mentions=[colleague.pk])

    # Of the first the writer hears as a follower; the second is mentioned in one of the two.
    assert [told(person, programme, None) for person in (participant, colleague)] == [(1, 1, 0), (1, 1, 1)]


def test_whoever_wants_only_what_they_follow_gets_that(thread, colleague, participant, programme, subgroup):
    actions.choose_mail(person=colleague, level="followed", at=time(6, 50))
    assert told(colleague, programme, subgroup) is None

    actions.follow(person=colleague, thread=thread, state="followed")

    assert told(colleague, programme, subgroup) == (1, 1, 0)


def test_due_are_those_whose_time_has_come_and_not_long_gone(participant, colleague, coach, developer_client):
    actions.choose_mail(person=colleague, level="all", at=time(16))
    actions.choose_mail(person=coach, level="none", at=time(6, 50))

    def now(hour, minute=0):
        return {person for person, _choice in due(at(hour, minute)) if person in {participant, colleague, coach}}

    assert [now(6, 49), now(6, 50), now(9, 49), now(9, 50), now(16)] == [
        set(),
        {participant},
        {participant},
        set(),
        {colleague},
    ]


def test_an_unproven_address_gets_nothing(participant):
    EmailAddress.objects.filter(user=participant).update(verified=False)

    assert participant not in dict(due(at(7)))


def test_the_task_writes_to_everybody_of_each_place_once(thread, thread_for_all, coach, colleague, mailoutbox):
    this_hour = time(timezone.localtime().hour)
    for person in (coach, colleague):
        actions.choose_mail(person=person, level="all", at=this_hour)
    for _worker in range(2):
        send_due_digests.enqueue(HOUSE)

    to = [mail.to[0] for mail in mailoutbox]
    assert (to.count(coach.email), to.count(colleague.email)) == (1, 1)
    assert Digest.objects.filter(person=colleague).count() == 2


def test_what_one_wants_is_asked_once_however_many_places(thread, thread_for_all, colleague, monkeypatch):
    seven = at(7)
    monkeypatch.setattr(timezone, "now", lambda: seven)

    with CaptureQueriesContext(connection) as asked:
        send_due_digests.func(HOUSE)

    assert Digest.objects.filter(person=colleague).count() == 2
    assert len([one for one in asked if 'FROM "forums_mailchoice"' in one["sql"]]) == 1


def test_the_command_needs_the_address_of_the_house(settings):
    with pytest.raises(CommandError):
        call_command("send_digests")
