"""A guest's name is in the room and nowhere else, and not there for ever."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from coaching.accounts.actions import forget
from coaching.core.registries import Extract, datasets
from coaching.evaluation.extract import NO_CONSENT, NOT_CONSENTED, Snapshot, clean_rows
from coaching.evaluation.models import Study
from realtime.models import Guest, Message
from realtime.tools.chat.actions import say
from realtime.tools.guests.actions import come_in
from realtime.tools.guests.own_data import export_guest


def test_a_guest_s_words_leave_no_name_in_the_evaluators_data(guest, room, programme):
    say(by=guest.person, room=room, text="Minä Revontuli kokeilin")
    study = Study.objects.create(programme=programme, key="tutkimus", name="Tutkimus", question="Miten?")

    rows = list(clean_rows(datasets["chat"], Extract(programme.pk), Snapshot.of(study)))

    assert [(row["person"], row["text"]) for row in rows] == [(NOT_CONSENTED, NO_CONSENT)]


def test_what_members_call_a_guest_is_masked_as_members_names_are(guest, room, programme, participant, theme):
    study = Study.objects.create(programme=programme, key="tutkimus", name="Tutkimus", question="Miten?")
    texts = ["Kiitos Revontulelle!", "näimme revontulen", "Kaisla kertoi"]

    masked = [Snapshot.of(study).mask(text) for text in texts]

    assert masked == ["Kiitos [nimi]!", "näimme revontulen", "[nimi] kertoi"]


@pytest.mark.parametrize("when", ["today", "when the guest has been forgotten"])
@pytest.mark.parametrize(
    ("nickname", "text", "masked"),
    [
        ("Maija Meikäläinen", "maija ja Meikäläisen Maija", "[nimi] ja [nimi]"),
        ("maija.m", "Maijalla on asiaa", "[nimi] on asiaa"),
        ("Áile", "Áilen mielestä", "[nimi] mielestä"),
        ("Kahvi", "Kahvia kaadettiin, kahvi loppui", "[nimi] kaadettiin, kahvi loppui"),
        ("Minä", "Minä luulen, minun mielestäni", "Minä luulen, minun mielestäni"),
        ("Se minä vaan", "Se minä vaan olin", "Se minä vaan olin"),
        ("Yön Kulkija", "yön kulkijan sanoin", "[nimi] sanoin"),
    ],
)
def test_a_nickname_is_masked_as_far_as_it_may_be_a_name(door, programme, nickname, text, masked, when):
    study = Study.objects.create(programme=programme, key="tutkimus", name="Tutkimus", question="Miten?")
    person = come_in(door=door, nickname=nickname).person
    if when != "today":
        forget(person=person)

    told = Snapshot.of(study).mask(text)

    assert told.replace("[nimi] [nimi]", "[nimi]") == masked


def test_guests_are_in_no_list_of_people(guest, programme):
    rows = list(datasets["people"].rows(Extract(programme.pk)))

    assert guest.person_id not in [row.get("person") for row in rows]


def test_a_guest_s_own_data_can_be_handed_out(guest):
    assert [visit["person__display_name"] for visit in export_guest(guest.person)] == [guest.person.display_name]


def test_guests_are_forgotten_some_weeks_after(guest, room, settings):
    say(by=guest.person, room=room, text="Hei")
    settings.GUEST_DAYS = 30
    names, called = [], guest.person.display_name
    for days in (29, 31):
        Guest.objects.update(until=timezone.now() - timedelta(days=days))
        call_command("tidy_rooms", verbosity=0)
        guest.person.refresh_from_db()
        names.append(guest.person.display_name == called)

    assert names == [True, False]
    assert list(Message.objects.values_list("person", "text")) == [(None, "Hei")]
    assert (Guest.objects.count(), Guest.objects.filter(name_key="revontuli").count()) == (1, 0)
