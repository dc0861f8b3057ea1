"""What the video server tells, counted with what the room has seen."""

import pytest
from django.urls import reverse

from coaching.programmes.models import Attendance
from realtime.attendance import was_there
from realtime.models import Stay, VideoPerson, VideoRoom
from realtime.video.events import LONGEST, note
from realtime.video.passes import let_in

NOON = 1_700_006_400  # a full minute
LATER = NOON + 24 * 3600
SHOWN = {"HTTP_AUTHORIZATION": "Bearer what the plugin shows"}


@pytest.fixture
def occupant(room, participant):
    """occupant(from, until) → as the plugin speaks of the participant, in minutes after noon."""
    let_in(person=participant, room=room)
    number = VideoPerson.objects.get().number

    def told(came, went):
        return {"id": number, "occupant_jid": "x@y/z", "joined_at": NOON + 60 * came, "left_at": NOON + 60 * went}

    return told


@pytest.fixture
def left(occupant):
    def event(came, went):
        return {
            "event_name": "muc-occupant-left",
            "room_name": VideoRoom.objects.get().name,
            "occupant": occupant(came, went),
        }

    return event


def minutes():
    return list(Stay.objects.values_list("minutes", flat=True))


def test_a_stay_in_the_video_is_an_attendance(left):
    note(left(0, 29), now=LATER)

    assert minutes() == [30]
    assert list(Attendance.objects.values_list("minutes", "source")) == [(30, "presence")]


def test_the_same_message_twice_counts_once(left):
    for _time in range(2):
        note(left(0, 29), now=LATER)

    assert minutes() == [30]


def test_what_the_room_has_seen_is_not_counted_again(left, room, participant):
    was_there(room=room, minutes={participant.pk: range(NOON // 60 + 20, NOON // 60 + 40)})

    note(left(0, 29), now=LATER)

    assert minutes() == [40]


def test_late_and_out_of_order_is_no_matter(left, room, participant):
    note(left(20, 29), now=LATER)
    note(left(0, 9), now=LATER)
    was_there(room=room, minutes={participant.pk: range(NOON // 60, NOON // 60 + 30)})

    assert minutes() == [30]


def test_the_end_of_the_room_tells_what_was_lost_on_the_way(occupant):
    still_there = {key: value for key, value in occupant(5, 0).items() if key != "left_at"}
    event = {
        "event_name": "muc-room-destroyed",
        "room_name": VideoRoom.objects.get().name,
        "destroyed_at": NOON + 600,
        "all_occupants": [occupant(0, 2), still_there],
    }

    note(event, now=LATER)

    assert minutes() == [9]


def test_a_small_group_s_video_counts_in_the_same_session(occupant, room, participant):
    let_in(person=participant, room=room, aside="ryhma-1")
    for place, (came, went) in zip(VideoRoom.objects.order_by("pk"), [(0, 9), (10, 19)], strict=True):
        note({"room_name": place.name, "occupant": occupant(came, went)}, now=LATER)

    assert minutes() == [20]


def test_a_clock_that_is_wrong_makes_no_days_of_it(left):
    note(left(-60 * 24 * 365, 60 * 24 * 365), now=NOON)

    assert minutes() == [LONGEST + 1]


@pytest.mark.parametrize(
    "change",
    [
        {"room_name": "nobody-s-room"},
        {"occupant": {"id": "nobody", "joined_at": NOON, "left_at": NOON}},
        {"occupant": {"joined_at": NOON}},
    ],
)
def test_what_is_not_known_here_is_passed_over(left, change):
    note(left(0, 29) | change, now=LATER)

    assert minutes() == []


def post(client, body, headers=SHOWN, about="occupant/left"):
    address = reverse("realtime:video_events", args=[about])
    return client.post(address, body, content_type="application/json", **headers).status_code


def test_the_plugin_is_heard(client, left):
    assert post(client, left(0, 29)) == 204
    assert minutes() == [30]


@pytest.mark.parametrize(
    "headers", [{}, {"HTTP_AUTHORIZATION": "Bearer wrong"}, {"HTTP_AUTHORIZATION": "what the plugin shows"}]
)
def test_who_does_not_show_the_secret_is_not_heard(client, left, headers):
    assert post(client, left(0, 29), headers) == 401
    assert minutes() == []


def test_without_a_secret_nobody_is_heard(client, left, jitsi):
    jitsi.JITSI_EVENTS_SECRET = ""

    assert post(client, left(0, 29), {"HTTP_AUTHORIZATION": "Bearer "}) == 404


@pytest.mark.parametrize(
    "body",
    [
        "no json",
        "[]",
        "{}",
        '{"room_name": "x", "occupant": 1}',
        '{"room_name": "x", "all_occupants": {}}',
        '{"room_name": "x", "occupant": {"id": "a", "joined_at": "b", "left_at": 3}}',
    ],
)
def test_nonsense_is_refused(client, db, body):
    assert post(client, body) == 400
