"""Inviting and reminding: only who may answer and has not, counted first."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.surveys import actions
from coaching.surveys.mailing import remind, send_mailing, to_remind, with_mail
from coaching.surveys.models import Mailing

ADDRESS = "https://digikahvit.example/kyselyt/vastaa/1/"


@pytest.fixture
def proven():
    """proven(person, …): their e-mails have been proven."""

    def prove(*people):
        for person in people:
            EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)

    return prove


@pytest.fixture
def send(organiser, django_capture_on_commit_callbacks):
    def send(wave):
        with django_capture_on_commit_callbacks(execute=True):
            return remind(by=organiser, wave=wave, address=ADDRESS)

    return send


def recipients():
    return sorted(address for message in mail.outbox for address in message.to)


def test_only_who_is_entitled_and_has_not_answered_is_reminded(
    wave, participant, stranger, coach, evaluator, outsider, proven, send
):
    proven(participant, stranger, coach, evaluator, outsider)
    actions.send(by=stranger, wave=wave)

    mailing = send(wave)

    assert recipients() == [participant.email]
    mailing.refresh_from_db()
    assert (mailing.counted, mailing.sent, mailing.finished_at is not None) == (1, 1, True)


def test_who_has_begun_but_not_sent_is_reminded(wave, item, participant, proven, send):
    proven(participant)
    actions.keep(by=participant, wave=wave, values={item("scale"): 3})

    send(wave)

    assert recipients() == [participant.email]


def test_an_unproven_e_mail_gets_nothing(wave, participant, developer_client, proven):
    assert (to_remind(wave), list(with_mail(to_remind(wave)))) == ({participant.pk, developer_client.pk}, [])


def test_each_gets_a_message_of_their_own_in_their_own_language(wave, participant, stranger, proven, send):
    proven(participant, stranger)
    User.objects.filter(pk=stranger.pk).update(language="en")

    send(wave)

    assert [len(message.to) for message in mail.outbox] == [1, 1]
    assert all(ADDRESS in message.body for message in mail.outbox)
    assert [name for name in ("Kaisla", "Pouta") if any(name in message.body for message in mail.outbox)] == []
    [english] = [message for message in mail.outbox if message.to == [stranger.email]]
    assert english.subject == "A survey waits for you: Kysely"


def test_an_anonymous_survey_reminds_everybody_as_nobody_knows_who_has_answered(
    anonymous_wave, participant, stranger, proven, send
):
    proven(participant, stranger)

    send(anonymous_wave)

    assert recipients() == sorted([participant.email, stranger.email])


def test_at_most_one_message_a_day(wave, participant, proven, send):
    proven(participant)
    send(wave)

    with pytest.raises(Refused) as refused:
        send(wave)

    assert (refused.value.code, len(mail.outbox)) == ("too_soon", 1)
    Mailing.objects.update(at=timezone.now() - timedelta(days=1))
    send(wave)
    assert len(mail.outbox) == 2


def test_a_run_begun_again_sends_nobody_a_second_message(wave, participant, stranger, organiser, proven):
    proven(participant, stranger)
    first, _second = sorted([participant, stranger], key=lambda person: person.pk)
    mailing = Mailing.objects.create(wave=wave, by=organiser, counted=2, reached=first.pk, sent=1)

    send_mailing.call(mailing.pk, ADDRESS)

    assert len(mail.outbox) == 1
    mailing.refresh_from_db()
    assert (mailing.sent, recipients() == [first.email]) == (2, False)


def test_nothing_is_sent_of_a_survey_that_is_over(wave, over, participant, proven, send):
    proven(participant)

    with pytest.raises(Refused) as refused:
        send(over(wave))

    assert (refused.value.code, mail.outbox) == ("survey_over", [])


def test_the_page_counts_before_anything_is_sent(wave, signed_in, organiser, make_person, subgroup, proven):
    people = [make_person(f"Jäsen {letter}", "participant", subgroup) for letter in "abcdefg"]
    proven(*people)
    client = signed_in(organiser)

    page = client.get(f"/kyselyt/muistuta/{wave.pk}/")

    assert "An e-mail goes to 7 people who may answer and have not." in page.text
    assert mail.outbox == []


def test_a_few_are_not_counted_out(wave, signed_in, organiser, make_person, subgroup, proven):
    people = [make_person(f"Jäsen {letter}", "participant", subgroup) for letter in "abcdefg"]
    proven(*people)
    for person in people[:-2]:
        actions.send(by=person, wave=wave)

    page = signed_in(organiser).get(f"/kyselyt/muistuta/{wave.pk}/").text

    assert "An e-mail goes to fewer than 5 people who may answer and have not." in page
    assert [told for told in ("2 people", "5 of 7 have answered") if told in page] == []


def test_who_may_remind(wave, signed_in, request):
    people = ["organiser", "coach", "participant", "developer", "evaluator", "outsider"]
    found = {
        who: signed_in(request.getfixturevalue(who)).get(f"/kyselyt/muistuta/{wave.pk}/").status_code for who in people
    }

    assert found == {
        "organiser": 200,
        "coach": 200,
        "participant": 404,
        "developer": 404,
        "evaluator": 404,
        "outsider": 404,
    }
