"""Minutes of being there: each one's own, and for coaches how many in all."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from realtime.attendance import note_attendance, stayed, stays_in_all
from realtime.models import Guest

START = timezone.now()


def _stay(room, people, minutes):
    for minute in range(minutes):
        stayed(room=room, people=[person.pk for person in people], at=START + timedelta(minutes=minute))


def _told(client, room):
    return client.get(reverse("realtime:stay", args=[room.session_id])).content.decode()


def test_own_minutes_and_when_they_count(room, participant, signed_in):
    client = signed_in(participant)
    told = [_told(client, room)]
    _stay(room, [participant], 4)
    told.append(_told(client, room))
    _stay(room, [participant], 23)
    told.append(_told(client, room))

    assert told == [
        "Olet ollut täällä 0 min. Aika lasketaan läsnäoloosi, kun sitä on kertynyt 5 min.",
        "Olet ollut täällä 4 min. Aika lasketaan läsnäoloosi, kun sitä on kertynyt 5 min.",
        "Olet ollut täällä 23 min; aika on laskettu läsnäoloosi.",
    ]


def test_who_said_something_is_noted_at_once(room, participant, signed_in):
    note_attendance([(participant, room)])

    assert _told(signed_in(participant), room) == "Läsnäolosi täällä on merkitty."


def test_room_tells_each_only_their_own_minutes(room, participant, coach, signed_in):
    _stay(room, [participant], 23)

    pages = [signed_in(person).get(room.get_absolute_url()).content.decode() for person in (participant, coach)]

    assert ["täällä 23 min" in page for page in pages] == [True, False]


def test_own_minutes_are_for_those_who_may_enter(room, stranger, signed_in):
    answer = signed_in(stranger).get(reverse("realtime:stay", args=[room.session_id]))

    assert answer.status_code == 404


def test_minutes_in_all_are_told_from_five_people_on(room, crowd, outsider):
    Guest.objects.create(room=room, person=outsider, name_key="ulla", until=START + timedelta(hours=1))
    few, last = crowd(4), crowd(1)
    _stay(room, [*few, outsider], 20)
    before = stays_in_all(room.session)
    _stay(room, last, 10)

    assert before == {"people": 4, "minutes": None}
    assert stays_in_all(room.session) == {"people": 5, "minutes": 90}


def test_coach_sees_how_long_in_all_and_members_do_not(room, crowd, coach, signed_in):
    people = crowd(5)
    _stay(room, people, 20)

    pages = [signed_in(person).get(room.session.get_absolute_url()) for person in (coach, people[0])]

    assert ["Aikaa on kertynyt yhteensä 1 h 40 min." in page.content.decode() for page in pages] == [True, False]
