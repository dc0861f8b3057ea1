"""What a guest may, and that it is nothing outside the one room."""

import jwt
import pytest
from django.urls import reverse

from coaching.programmes.models import Session
from realtime.access import IN_A_ROOM, sessions_open_to, standing_of
from realtime.models import Guest
from realtime.rooms import enter
from realtime.tools.chat.actions import say
from realtime.tools.guests.actions import come_in, open_door, remove_guest
from realtime.video.passes import let_in as let_into_video


def test_in_the_room_a_guest_speaks_and_votes_and_runs_nothing(guest, event):
    may = [name for name in IN_A_ROOM if guest.person.has_perm(name, event)]

    assert may == ["realtime.enter", "realtime.say", "realtime.vote"]
    assert sorted(standing_of(guest.person_id, guest.room).allowed) == sorted(may)
    assert standing_of(guest.person_id, guest.room).view == "member"


@pytest.mark.parametrize("standing", ["waiting", "sent away", "gone home"])
def test_a_guest_who_is_not_in_has_no_standing(room, event, coach, standing):
    guest = come_in(door=open_door(by=coach, room=room, lobby=standing == "waiting"), nickname="Revontuli")
    if standing == "sent away":
        remove_guest(by=coach, room=room, guest=guest.pk)
    if standing == "gone home":
        Guest.objects.update(until=guest.came_at)

    assert standing_of(guest.person_id, guest.room) is None
    assert not guest.person.has_perm("realtime.enter", event)
    assert list(sessions_open_to(guest.person)) == []


def test_a_guest_sees_one_session_and_only_its_room(guest, event, lecture):
    enter(session=lecture)

    assert list(sessions_open_to(guest.person)) == [event]
    assert list(Session.objects.visible_to(guest.person)) == []
    assert standing_of(guest.person_id, enter(session=lecture)) is None


@pytest.fixture
def as_guest(client, guest, door):
    """The browser of somebody who has come in by the page."""
    client.post(reverse("guests:door", args=[door.code]), {"nickname": "Tuikku"})
    return client


def test_the_pages_of_the_house_know_no_guest(as_guest, event, programme, theme, subgroup):
    pages = ["/", programme.get_absolute_url(), theme.get_absolute_url(), event.get_absolute_url()]
    pages += [reverse("accounts:me"), reverse("groups:subgroup", args=[subgroup.pk]), "/keskustelut/ohjelma/"]

    assert [as_guest.get(page).status_code for page in pages] == [302] * len(pages)
    assert as_guest.get(reverse("realtime:room", args=[event.pk])).status_code == 200


def test_another_room_knows_no_guest(as_guest, lecture):
    assert as_guest.get(reverse("realtime:room", args=[lecture.pk])).status_code == 302


def test_a_guest_runs_nothing_by_form(as_guest, event, room):
    for deed in ("open_door", "close_door", "let_all_in"):
        answer = as_guest.post(reverse("realtime:do", args=[event.pk, deed]))
        assert answer.status_code == 403


def test_a_guest_says_and_is_called_by_the_nickname(as_guest, event):
    as_guest.post(reverse("realtime:say", args=[event.pk]), {"text": "Hei kaikki"})

    text = as_guest.get(reverse("realtime:room", args=[event.pk])).content.decode()
    assert (text.count("Hei kaikki") > 0, "Tuikku" in text, "coach-panel>" in text) == (True, True, False)


def test_a_guest_sees_pseudonyms_and_no_names_behind_them(as_guest, event, room, developer_client):
    say(by=developer_client, room=room, text="Täällä ollaan")

    text = as_guest.get(reverse("realtime:room", args=[event.pk])).content.decode()
    assert ("Kuukkeli" in text, "Secret" in text) == (True, False)


def test_a_guest_has_the_video_under_the_nickname_and_moderates_nothing(guest, room, settings):
    settings.JITSI_DOMAIN, settings.JITSI_APP_ID = "video.example.org", "us"
    settings.JITSI_SECRET = "a secret of thirty-two signs, or more"

    token = let_into_video(person=guest.person, room=room).token
    user = jwt.decode(token, options={"verify_signature": False})["context"]["user"]
    assert (user["name"], user["moderator"]) == (guest.person.display_name, "false")
