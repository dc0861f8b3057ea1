"""Small groups without JavaScript, for guests, and in the video."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from coaching.programmes.models import Session
from realtime.models import GroupPlace, GroupSet, VideoPerson
from realtime.projector import token_for
from realtime.tools.guests.actions import come_in, open_door
from realtime.tools.guests.entry import PASSES
from realtime.video.passes import let_in

MADE = {
    "how": "choice",
    "size": "4",
    "whom": "here",
    "minutes": "20",
    "topics": "Etäohjaus\r\nTietoturva",
    "begin": "1",
}


@pytest.fixture
def form(client):
    """form(person, deed, room, **fields) → the answer to the plain form."""

    def send(person, deed, room, **fields):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.post(reverse("realtime:do", args=[room.place, deed]), fields)

    return send


def test_from_making_to_the_end_with_forms_alone(form, client, room, coach, participant):
    form(coach, "make_groups", room, title="", tasks="", like="0", **MADE)
    group_set = GroupSet.objects.get()
    first, _second = group_set.groups.all()
    form(participant, "pick_group", room, groups=group_set.pk, group=first.pk)
    form(coach, "open_groups", room, groups=group_set.pk)
    client.force_login(participant, backend="allauth.account.auth_backends.AuthenticationBackend")
    common = client.get(room.get_absolute_url()).content.decode()
    own = client.get(first.room.get_absolute_url()).content.decode()
    chaired = form(participant, "be_chair", first.room)
    form(coach, "end_groups", room, groups=group_set.pk, seconds=0)

    assert f'href="{first.room.get_absolute_url()}"' in common
    assert own.count("<textarea") >= 3
    assert (chaired.status_code, chaired.url) == (302, first.room.get_absolute_url())
    group_set.refresh_from_db()
    assert group_set.phase == "closed"


def test_a_refused_form_brings_back_what_was_typed(form, room, coach):
    page = form(coach, "make_groups", room, title="Omat", tasks="Mikä toimi?", like="0", **MADE | {"topics": "Yksi"})

    text = page.content.decode()
    assert (page.status_code, "Mikä toimi?" in text, ">Yksi<" in text) == (422, True, True)


@pytest.mark.parametrize("deed", ["make_groups", "end_groups", "place_in_group", "tell_groups", "report_group"])
def test_what_is_the_coachs_is_refused_to_members(deed, form, room, participant):
    assert form(participant, deed, room).status_code == 403


def test_a_guest_comes_into_their_group_and_no_other(client, room, coach, make_group):
    Session.objects.update(kind=Session.Kind.EVENT)
    room.session.refresh_from_db()
    guest = come_in(door=open_door(by=coach, room=room, lobby=False), nickname="Revontuli")
    own, other = make_group(1, guest.person).room, make_group(2).room
    store = client.session
    store[PASSES] = {str(room.session_id): guest.pk}
    store.save()

    assert [client.get(place.get_absolute_url()).status_code for place in (own, other)] == [200, 404]


def test_each_group_has_a_video_room_of_its_own_and_a_person_one_number(room, small, participant, settings):
    settings.JITSI_DOMAIN, settings.JITSI_SECRET, settings.JITSI_APP_ID = "video.example.org", "s" * 32, "digikahvit"

    addresses = {
        urlsplit(let_in(person=participant, room=place.main, aside=str(place.place.group or "")).address).path
        for place in (room, small)
    }

    assert (len(addresses), VideoPerson.objects.filter(room=room, person=participant).count()) == (2, 1)


def test_groups_that_nobody_saw_to_their_end_are_ended(room, small):
    GroupSet.objects.update(ends_at=timezone.now() - timedelta(minutes=1))

    call_command("close_left_polls")

    assert (GroupSet.objects.get().phase, GroupPlace.objects.count()) == ("closed", 1)


@pytest.mark.parametrize(("opened", "first"), [(None, "coach-panel"), (timezone.now(), "groups-coach")])
def test_the_coach_meets_groups_that_are_on_before_the_panel(client, room, coach, opened, first):
    phase = "open" if opened else "prepared"
    GroupSet.objects.create(session=room.session, title="Pienryhmät", how="hand", phase=phase, opened_at=opened)
    client.force_login(coach, backend="allauth.account.auth_backends.AuthenticationBackend")

    page = client.get(room.get_absolute_url()).content.decode()

    assert min(("coach-panel", "groups-coach"), key=lambda name: page.index(f"<{name} ")) == first


@pytest.mark.parametrize(("phase", "welcomes"), [("open", False), ("closed", True)])
def test_the_screen_begins_with_the_groups_that_are_on(client, room, group_set, make_group, phase, welcomes):
    make_group(1)
    GroupSet.objects.update(phase=phase)

    page = client.get(reverse("realtime:projector", args=[token_for(room)])).content.decode()

    assert ('data-slot="waiting" hidden' in page) == (not welcomes)
    assert ('<div data-slot="on" hidden>' in page) == welcomes
    assert page.count("<li>Ryhmä 1</li>") == 1
