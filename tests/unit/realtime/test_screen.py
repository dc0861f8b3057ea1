"""The link for big screens: made anew and taken away by coaches, and then the old one is dead at once."""

import pytest
from django.core import signing
from django.urls import reverse

from coaching.core.models import History
from realtime.models import Note
from realtime.projector import SALT, room_of, token_for
from realtime.tools.screen.actions import change_link
from realtime.tools.screen.state import state
from realtime.tools.wall.actions import put_up_wall
from realtime.tools.wall.notes import write_note


def test_a_new_link_kills_the_old_one(room, coach):
    old = token_for(room)
    assert room_of(old) == room

    change_link(by=coach, room=room, on=True)

    room.refresh_from_db()
    assert (room_of(old), room_of(token_for(room))) == (None, room)


def test_a_link_taken_away_stays_dead_until_another_is_made(room, coach):
    links = [token_for(room)]

    for on in (False, True):
        change_link(by=coach, room=room, on=on)
        room.refresh_from_db()
        links.append(token_for(room))

    assert [room_of(link) for link in links] == [None, None, room]


def test_a_link_of_no_kind_of_ours_is_none(room):
    made_up = [signing.dumps(value, salt=SALT) for value in (room.pk, [room.pk], {"room": room.pk}, None)]

    assert [room_of(link) for link in made_up] == [None] * 4


@pytest.mark.parametrize("on", [True, False])
def test_every_address_under_a_dead_link_is_404(on, client, room, coach, participant, settings, tmp_path):
    asked = {"title": "Seinä", "question": "", "names": "shown", "dots": 0, "phase": "revealed"}
    wall = put_up_wall(by=coach, room=room, **asked)
    write_note(by=participant, room=room, wall=wall.pk, text="Ensin", colour="yellow")
    token = token_for(room)
    urls = [reverse("realtime:projector", args=[token]), reverse("realtime:qr", args=[token])]
    assert [client.get(url).status_code for url in urls] == [200, 200]

    change_link(by=coach, room=room, on=on)

    urls.append(reverse("realtime:screen_picture", args=[token, Note.objects.get().pk]))
    assert [client.get(url).status_code for url in urls] == [404] * 3


def test_a_coach_s_page_changes_the_link_without_javascript(signed_in, coach, room):
    browser = signed_in(coach)
    page = browser.get(room.get_absolute_url())
    old = page.context["projector_url"]

    answer = browser.post(reverse("realtime:do", args=[room.place, "screen_link"]), {"on": "1", "back": "big_screen"})

    assert answer.url == f"{room.get_absolute_url()}#big_screen"
    new = browser.get(room.get_absolute_url()).context["projector_url"]
    assert [browser.get(url).status_code for url in (old, new)] == [404, 200]
    assert list(History.objects.filter(verb__contains="screen").values_list("verb", "actor")) == [
        ("realtime.renewed_screen", coach.pk)
    ]


def test_the_link_itself_is_given_to_coaches_alone(signed_in, coach, participant, outsider, room):
    url = reverse("realtime:screen_link", args=[room.place])

    told = {person: signed_in(person).get(url) for person in (coach, participant, outsider)}
    assert [answer.status_code for answer in told.values()] == [200, 403, 404]
    assert signed_in(coach).get(told[coach].content.decode()).status_code == 200

    change_link(by=coach, room=room, on=False)
    assert signed_in(coach).get(url).status_code == 404


def test_only_coaches_are_told_which_link_holds(room, coach):
    change_link(by=coach, room=room, on=False)
    room.refresh_from_db()

    assert [state(room, view) for view in ("coach", "member", "projector")] == [
        {"screen": {"link": 2, "on": False}},
        {},
        {},
    ]
