"""Reactions and wishes: sums, and nobody's name with them."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from realtime.models import Event, Felt, Wish
from realtime.sums import told_sums
from realtime.toolbox import sums_of
from realtime.tools.mood.actions import hear, react, wish


def told(room, view):
    return {one["mood"]: one for one in told_sums(sums_of(room.pk), view, set()).get("mood", ())}


def test_reactions_are_sums_and_nothing_else(room, participant, developer_client):
    for person in (participant, participant, developer_client):
        react(by=person, room=room, mood="thanks")

    assert told(room, "member") == {"thanks": {"mood": "thanks", "times": 3}}
    assert list(Felt.objects.values_list("mood", "times")) == [("thanks", 3)]
    assert set(Event.objects.values_list("audience", "actor", "deed_id")) == {("nobody", None, None)}


def test_a_projector_is_not_told_of_the_mood(room, participant):
    react(by=participant, room=room, mood="thanks")

    assert told(room, "projector") == {}


@pytest.mark.parametrize(("people", "number", "few"), [(1, None, True), (4, None, True), (5, 5, False)])
def test_wishes_are_told_to_coaches_and_as_a_number_from_five_on(people, number, few, room, crowd):
    for person in crowd(people):
        wish(by=person, room=room, mood="slower", on=True)

    assert (told(room, "coach")["slower"]["people"], told(room, "coach")["slower"]["few"]) == (number, few)
    assert told(room, "member") == {}


def test_a_wish_counts_a_person_once_and_can_be_taken_back(room, participant, crowd):
    for person in (*crowd(4), participant, participant):
        wish(by=person, room=room, mood="break", on=True)
    assert told(room, "coach")["break"]["people"] == 5

    wish(by=participant, room=room, mood="break", on=False)
    assert told(room, "coach")["break"]["people"] is None


def test_a_wish_names_nobody(room, participant):
    wish(by=participant, room=room, mood="louder", on=True)

    [event] = Event.objects.all()
    assert (event.actor, event.audience, event.payload) == (None, "nobody", {"mood": "louder"})
    assert str(participant.pk) != Wish.objects.get().wisher


def test_a_wish_that_is_heard_is_gone(room, participant, coach):
    wish(by=participant, room=room, mood="slower", on=True)
    hear(by=coach, room=room, mood="slower")

    assert (Wish.objects.count(), sums_of(room.pk, {("mood", "slower")})["mood", "slower"].people) == (0, 0)


def test_a_wish_lasts_five_minutes(room, participant, developer_client):
    wish(by=participant, room=room, mood="slower", on=True)
    Wish.objects.update(at=timezone.now() - timedelta(minutes=6))
    assert told(room, "coach") == {}

    wish(by=developer_client, room=room, mood="break", on=True)
    assert list(Wish.objects.values_list("mood", flat=True)) == ["break"]


def test_wishes_that_are_over_are_tidied_away(room, participant):
    wish(by=participant, room=room, mood="slower", on=True)
    Wish.objects.update(at=timezone.now() - timedelta(minutes=6))

    call_command("tidy_rooms", verbosity=0)

    assert Wish.objects.count() == 0


def test_by_plain_forms(room, signed_in, participant, coach):
    def do(browser, name, **values):
        return browser.post(reverse("realtime:do", args=[room.session_id, name]), values).status_code

    browser = signed_in(participant)
    codes = [do(browser, "react", mood="agree"), do(browser, "wish", mood="slower", on="1")]
    codes.append(do(browser, "react", mood="x"))
    page = signed_in(coach).get(room.get_absolute_url())

    assert codes == [302, 302, 422]
    assert [one.get("few") for one in page.context["wishes"]] == [True, None, None]


def test_coaches_do_not_wish_and_members_do_not_hear(room, signed_in, client, participant, coach):
    signed_in(coach)
    wishing = client.post(reverse("realtime:do", args=[room.session_id, "wish"]), {"mood": "slower", "on": "1"})
    signed_in(participant)
    hearing = client.post(reverse("realtime:do", args=[room.session_id, "hear_wish"]), {"mood": "slower"})

    assert (wishing.status_code, hearing.status_code) == (403, 403)
