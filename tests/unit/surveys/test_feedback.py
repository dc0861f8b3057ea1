"""Feedback after a session."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coaching.core.models import Draft
from coaching.programmes.models import Attendance, Session
from coaching.surveys.feedback import OPEN_FOR, feedback_wave, saved
from coaching.surveys.models import Answer, Sheet, Wave


@pytest.fixture
def ended(digikahvit):
    """The subgroup's own digikahvit, over since an hour."""
    end = timezone.now() - timedelta(hours=1)
    Session.objects.filter(pk=digikahvit.pk).update(starts_at=end - timedelta(hours=1), ends_at=end)
    digikahvit.refresh_from_db()
    return digikahvit


@pytest.fixture
def asked(make_survey):
    return make_survey("scale", "text", key="palaute", session_kinds=["digikahvit"])


@pytest.fixture
def there(ended):
    """there(person, …): they were there."""

    def there(*people):
        for person in people:
            Attendance.objects.create(session=ended, person=person, source="self")

    return there


def address(session):
    return f"/kyselyt/palaute/{session.pk}/"


def test_two_taps_and_a_word_come_in(asked, ended, there, item, signed_in, participant):
    there(participant)
    scale, text = item("scale", asked), item("text", asked)

    answer = signed_in(participant).post(address(ended), {scale.name: "4", text.name: "Hyvä hetki"})

    assert answer.url == ended.get_absolute_url()
    assert dict(Answer.objects.values_list("item__key", "value")) == {"scale": 4, "text": "Hyvä hetki"}
    assert Sheet.objects.get().sent_at is not None
    assert Wave.objects.get().closes_at == ended.ends_at + OPEN_FOR


def test_only_who_was_there_is_asked(asked, ended, there, signed_in, participant, developer_client):
    there(participant)

    shown = [
        f'action="{address(ended)}"' in signed_in(person).get(ended.get_absolute_url()).text
        for person in (participant, developer_client)
    ]

    assert shown == [True, False]
    assert signed_in(developer_client).post(address(ended), {}).status_code == 404


def test_another_subgroups_member_does_not_find_it(asked, ended, there, signed_in, stranger):
    there(stranger)

    assert signed_in(stranger).post(address(ended), {}).status_code == 404


def test_nothing_is_asked_before_the_end_nor_of_other_kinds(asked, digikahvit, lecture):
    Session.objects.filter(pk=lecture.pk).update(ends_at=timezone.now() - timedelta(hours=1))
    lecture.refresh_from_db()

    assert [feedback_wave(session) for session in (digikahvit, lecture)] == [None, None]


def test_when_the_days_are_over_nothing_comes_in(asked, ended, there, item, signed_in, participant):
    there(participant)
    end = timezone.now() - OPEN_FOR - timedelta(hours=1)
    Session.objects.filter(pk=ended.pk).update(starts_at=end - timedelta(hours=1), ends_at=end)

    signed_in(participant).post(address(ended), {item("scale", asked).name: "4"})

    assert Sheet.objects.count() == 0


def test_a_session_has_one_wave_whoever_comes_first(asked, ended):
    first, second = feedback_wave(ended), feedback_wave(ended)

    assert saved(first).pk == saved(second).pk


def test_what_is_refused_comes_back_with_the_rest(asked, ended, there, item, signed_in, participant):
    there(participant)
    scale, text = item("scale", asked), item("text", asked)

    page = signed_in(participant).post(address(ended), {scale.name: "4", text.name: "Asiakas 131052-308T"})

    assert (page.status_code, Answer.objects.count()) == (422, 0)
    assert f'name="{scale.name}" value="4" checked' in page.text


def test_what_was_typed_and_not_sent_is_there_again(asked, ended, there, item, signed_in, participant):
    there(participant)
    text = item("text", asked)
    Draft.objects.create(owner=participant, about=f"feedback:{ended.pk}", text=f'{{"{text.name}": "Kesken"}}')
    client = signed_in(participant)

    assert ">Kesken</textarea>" in client.get(ended.get_absolute_url()).text
    client.post(address(ended), {text.name: "Valmis"})
    assert Draft.objects.count() == 0


def test_the_coach_sees_counts_and_nobodys_words(
    asked, ended, there, item, signed_in, coach, make_person, subgroup, over
):
    people = [make_person(f"Jäsen {letter}", "participant", subgroup) for letter in "abcdef"]
    there(*people)
    for person in people:
        answers = {item("scale", asked).name: "4", item("text", asked).name: "Salainen sana"}
        signed_in(person).post(address(ended), answers)
    client = signed_in(coach)

    assert "6 of 6 have answered" in client.get(ended.get_absolute_url()).text
    page = client.get(f"/kyselyt/tulokset/{over(Wave.objects.get()).pk}/")
    assert (page.status_code, "6 people answered" in page.text, "Salainen" in page.text) == (200, True, False)


def test_a_coach_of_another_subgroup_sees_nothing(
    asked, ended, there, signed_in, participant, make_person, other_subgroup
):
    there(participant)
    wave = saved(feedback_wave(ended))
    other = make_person("Vesa Väliaika", "coach", other_subgroup)

    assert signed_in(other).get(f"/kyselyt/tulokset/{wave.pk}/").status_code == 404
