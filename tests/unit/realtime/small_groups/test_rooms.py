"""A small group's room: its people's and the coaches' alone, with the session's own rights."""

import pytest
from django.urls import resolve, reverse

from coaching.core.errors import Refused
from realtime.access import standing_of, standings_of
from realtime.admission import Ask, admit, admit_together
from realtime.attendance import stayed
from realtime.closing import CLOSE_CODES
from realtime.deeds import do_now
from realtime.models import Restraint, Room, Stay
from realtime.people import handle
from realtime.places import Place
from realtime.rooms import enter
from realtime.tools.small_groups.models import GroupSet
from tests.logins import cookie_of

WHO = ["participant", "developer_client", "coach", "organiser", "stranger", "outsider"]


def test_addresses():
    address = reverse("realtime:room", args=[Place(12, 3)])

    assert address == "/huone/12-3/"
    assert resolve(address).kwargs == {"place": Place(12, 3)}
    assert resolve("/huone/12/sano/").kwargs == {"place": Place(12)}


def test_each_room_knows_its_place_and_the_sessions_own(room, small):
    assert (room.place, small.place) == (Place(room.session_id), Place(room.session_id, 1))
    assert (room.main, small.main) == (room, room)
    assert enter(session=room.session) == room


@pytest.mark.parametrize("who", WHO)
def test_who_stands_where(who, small, other_small, request):
    person = request.getfixturevalue(who)

    stands = [standing_of(person.pk, place) is not None for place in (small, other_small)]

    assert stands == {"participant": [True, False], "developer_client": [False, True]}.get(
        who, [who in ("coach", "organiser")] * 2
    )


def test_many_asked_together_stand_as_each_asked_alone(small, request):
    people = [request.getfixturevalue(who).pk for who in WHO]

    assert standings_of(people, small) == {pk: standing_of(pk, small) for pk in people}


def test_those_of_another_group_are_told_that_there_is_no_such_room(small, other_small, participant, developer_client):
    answers = admit_together([Ask(cookie_of(person), small.place, None) for person in (participant, developer_client)])

    assert (answers[0].room_id, answers[1]) == (small.pk, CLOSE_CODES["no_room"])
    assert admit(developer_client, small.place, None) == CLOSE_CODES["no_room"]
    assert admit(participant, Place(small.session_id, 77), None) == CLOSE_CODES["no_room"]


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 200), ("developer_client", 404), ("coach", 200), ("stranger", 404)]
)
def test_the_pages(who, status, small, other_small, signed_in, request):
    browser = signed_in(request.getfixturevalue(who))

    assert browser.get(small.get_absolute_url()).status_code == status
    assert browser.post(reverse("realtime:say", args=[small.place]), {"text": "Hei"}).status_code == (
        302 if status == 200 else 404
    )
    deeds = browser.post(
        reverse("realtime:deeds", args=[small.place]), '{"deeds": []}', content_type="application/json"
    )
    assert deeds.json().get("closed") == (None if status == 200 else CLOSE_CODES["no_room"])


def test_before_it_is_opened_there_is_no_room_not_even_for_its_people(small, participant):
    GroupSet.objects.update(phase="prepared")

    assert admit(participant, small.place, None) == CLOSE_CODES["no_room"]


def test_rooms_are_seen_by_their_own(room, small, other_small, participant, coach, organiser, stranger):
    seen = {who: set(Room.objects.visible_to(who)) for who in (participant, coach, organiser, stranger)}

    assert seen == {
        participant: {room, small},
        coach: {room, small, other_small},
        organiser: {room, small, other_small},
        stranger: set(),
    }


def test_a_restraint_made_in_either_room_holds_in_both(room, small, coach, participant):
    do_now("restrain", by=coach, room=small, given={"who": handle(small.pk, participant.pk), "what": "removed"})

    assert [restraint.room for restraint in Restraint.objects.all()] == [room]
    assert [standing_of(participant.pk, place) for place in (room, small)] == [None, None]
    do_now("release", by=coach, room=room, given={"who": handle(room.pk, participant.pk)})
    assert None not in [standing_of(participant.pk, place) for place in (room, small)]


def test_minutes_in_a_small_group_are_minutes_of_the_session(room, small, participant):
    stayed(room=room, people=[participant.pk])
    stayed(room=small, people=[participant.pk])

    assert [(stay.room, stay.minutes) for stay in Stay.objects.all()] == [(room, 1)]


def test_what_is_the_sessions_own_is_not_done_in_a_small_group(small, coach):
    with pytest.raises(Refused) as refused:
        do_now("script_end", by=coach, room=small, given={})

    assert refused.value.code == "not_here"


def test_the_talk_is_each_rooms_own(room, small, participant, signed_in):
    browser = signed_in(participant)
    browser.post(reverse("realtime:say", args=[small.place]), {"text": "Vain meille"})

    assert "Vain meille" in browser.get(small.get_absolute_url()).content.decode()
    assert "Vain meille" not in browser.get(room.get_absolute_url()).content.decode()
