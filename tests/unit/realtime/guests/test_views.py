"""From the code to the room."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coaching.accounts import throttle
from realtime.models import Guest, GuestDoor
from realtime.projector import token_for
from realtime.tools.guests.actions import close_door, let_all_in, new_code, open_door, remove_guest


@pytest.fixture(autouse=True)
def _no_tries_counted():
    cache.clear()


@pytest.fixture
def at_door(door):
    return reverse("guests:door", args=[door.code])


@pytest.fixture
def room_url(event):
    return reverse("realtime:room", args=[event.pk])


def test_a_code_leads_to_its_door(client, door, at_door):
    answer = client.post(reverse("guests:code"), {"code": door.code.lower()})

    assert answer["Location"] == at_door


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_door_tells_what_one_comes_to_in_every_language(client, at_door, language):
    page = client.get(at_door, headers={"Accept-Language": language})

    assert (page.status_code, f'<html lang="{language}"' in page.content.decode()) == (200, True)
    assert "Avoin tapahtuma" in page.content.decode()


def test_a_nickname_is_all_that_is_asked(client, at_door, room_url):
    page = client.get(at_door).content.decode()
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', page.split("<main")[1]))

    answers = client.post(at_door, {"nickname": "Revontuli"}, follow=True).redirect_chain

    assert fields == {"csrfmiddlewaretoken", "nickname"}
    assert [address for address, _status in answers] == [at_door, f"{room_url}#poll-question"]


def test_coming_again_makes_no_second_guest(client, at_door):
    for _time in range(2):
        client.post(at_door, {"nickname": "Revontuli"})

    assert Guest.objects.count() == 1


def test_a_member_comes_in_as_oneself(signed_in, participant, at_door, room_url):
    answer = signed_in(participant).get(at_door)

    assert answer["Location"] == f"{room_url}#poll-question"
    assert not Guest.objects.exists()


def test_who_came_as_a_guest_and_logs_in_is_oneself(client, signed_in, participant, at_door, room_url):
    client.post(at_door, {"nickname": "Revontuli"})

    page = signed_in(participant).get(room_url)

    assert page.wsgi_request.user == participant


def test_somebody_with_an_account_elsewhere_comes_as_a_guest(signed_in, outsider, at_door, room_url):
    browser = signed_in(outsider)
    browser.post(at_door, {"nickname": "Revontuli"})

    assert browser.get(room_url).wsgi_request.user == Guest.objects.get().person
    assert browser.get("/").wsgi_request.user == outsider


def test_a_refused_nickname_comes_back_with_a_sentence(client, at_door):
    answer = client.post(at_door, {"nickname": "?!?"})

    assert (answer.status_code, 'value="?!?"' in answer.content.decode()) == (422, True)
    assert not Guest.objects.exists()


def test_a_closed_door_says_so(client, at_door, room, coach):
    close_door(by=coach, room=room)

    answer = client.get(at_door)

    assert (answer.status_code, "nickname" in answer.content.decode()) == (409, False)


def test_ten_wrong_codes_close_the_door_of_codes(client, at_door):
    statuses = [client.post(reverse("guests:code"), {"code": f"WRONG{n}"}).status_code for n in range(11)]

    assert statuses == [404] * 10 + [429]
    assert client.get(at_door).status_code == 429


def test_wrong_codes_close_no_door_to_the_others_at_the_address(client, at_door):
    one_who_tries = Client()
    for number in range(11):
        one_who_tries.get(reverse("guests:door", args=[f"WRONG{number}"]))

    assert one_who_tries.get(at_door).status_code == 429
    assert client.get(at_door).status_code == 200


def test_an_address_with_very_many_is_closed_but_to_those_who_have_a_pass(client, at_door, room_url, monkeypatch):
    monkeypatch.setattr(throttle, "TRIES_AT_A_DOOR", 2)
    client.post(at_door, {"nickname": "Revontuli"})
    for number in range(2):
        Client().get(reverse("guests:door", args=[f"WRONG{number}"]))

    assert client.get(at_door)["Location"] == f"{room_url}#poll-question"
    assert Client().get(at_door).status_code == 429


def test_in_the_lobby_the_page_waits_and_goes_on_by_itself(client, door, at_door, room, room_url, coach):
    open_door(by=coach, room=room, lobby=True)
    waiting = client.post(at_door, {"nickname": "Revontuli"}, follow=True)
    asked = client.get(at_door, headers={"HX-Request": "true"})
    kept_out = client.get(room_url)

    let_all_in(by=coach, room=room)

    assert ("hx-get" in waiting.content.decode(), asked.status_code) == (True, 204)
    assert kept_out["Location"] == at_door
    assert client.get(at_door, headers={"HX-Request": "true"})["HX-Redirect"] == f"{room_url}#poll-question"
    assert client.get(room_url).status_code == 200


def test_who_has_been_sent_away_is_told_so_and_kept_out(client, at_door, room, room_url, coach):
    client.post(at_door, {"nickname": "Revontuli"})
    remove_guest(by=coach, room=room, guest=Guest.objects.get().pk)

    assert client.get(room_url).status_code == 409
    assert client.get(at_door).status_code == 409
    assert client.post(at_door, {"nickname": "Uusi"}).status_code == 409


@pytest.mark.parametrize("ending", ["sent away", "time"])
def test_whose_visit_has_ended_is_not_told_the_new_code(client, at_door, room, room_url, coach, ending):
    client.post(at_door, {"nickname": "Revontuli"})
    if ending == "time":
        Guest.objects.update(until=timezone.now() - timedelta(seconds=1))
    else:
        remove_guest(by=coach, room=room, guest=Guest.objects.get().pk)
    new_code(by=coach, room=room)

    answer = client.get(room_url)

    assert (answer.status_code, GuestDoor.objects.get().code in answer.content.decode()) == (409, False)


def test_leaving_ends_in_a_word_of_thanks_and_one_may_come_back(client, at_door, event, room_url):
    client.post(at_door, {"nickname": "Revontuli"})

    left = client.post(reverse("realtime:leave", args=[event.pk]), follow=True)

    assert (left.status_code, at_door in left.content.decode()) == (200, True)
    assert client.get(at_door)["Location"] == f"{room_url}#poll-question"


def test_the_projector_shows_the_code_while_the_door_is_open(client, door, room, coach):
    address = reverse("realtime:projector", args=[token_for(room)])
    shown = client.get(address).content.decode()
    close_door(by=coach, room=room)

    assert re.search(rf'data-slot="guests">.*{door.code}', shown)
    assert 'data-slot="guests" hidden' in client.get(address).content.decode()


def test_the_projector_s_qr_leads_through_the_door_while_it_is_open(client, door, room, coach):
    address = reverse("realtime:qr", args=[token_for(room)])
    opened = client.get(address)
    close_door(by=coach, room=room)

    assert (opened.status_code, opened["Content-Type"]) == (200, "image/svg+xml")
    assert opened.content != client.get(address).content
    assert client.get(reverse("realtime:qr", args=["forged"])).status_code == 404


def test_the_coach_s_panel_lists_the_guests(signed_in, coach, guest, room_url):
    page = signed_in(coach).get(room_url).content.decode()

    assert (page.count(f'data-guest="{guest.pk}"'), guest.room.guest_door.code in page) == (1, True)


def test_members_are_told_that_guests_may_be_here_and_get_no_list(signed_in, participant, guest, room_url):
    page = signed_in(participant).get(room_url)

    assert ("<open-sign >" in page.content.decode(), "data-guest" in page.content.decode()) == (True, False)
    assert "guests" not in page.context["frames"][1]["snapshot"]
