"""Who speaks next: one order for all, those first who have not spoken."""

import pytest
from django.urls import reverse

from coaching.core.errors import Refused
from coaching.core.registries import personal_data
from realtime.deeds import do_now
from realtime.models import Event, Turn
from realtime.snapshot import shared_state
from realtime.tools.queue.actions import give_floor, lower_hand, raise_hand, remove_hand


def state(room, view="member"):
    return shared_state(room.pk, view)[1]


def waiting(room):
    return [hand["name"] for hand in state(room)["queue"]]


def test_who_asks_first_comes_first(room, participant, developer_client):
    raise_hand(by=developer_client, room=room)
    raise_hand(by=participant, room=room)

    assert waiting(room) == ["Kuukkeli", "Kaisla Korpikuusi"]


def test_who_has_not_spoken_comes_before_who_has(room, participant, developer_client):
    turn = raise_hand(by=participant, room=room)
    give_floor(by=participant, room=room, turn=turn.pk)
    lower_hand(by=participant, room=room)
    raise_hand(by=participant, room=room)
    raise_hand(by=developer_client, room=room)

    assert [(hand["name"], hand["spoken"]) for hand in state(room)["queue"]] == [
        ("Kuukkeli", False),
        ("Kaisla Korpikuusi", True),
    ]


def test_waiting_in_vain_is_not_speaking(room, participant):
    raise_hand(by=participant, room=room)
    lower_hand(by=participant, room=room)

    assert raise_hand(by=participant, room=room).spoken is False


def test_a_hand_raised_twice_keeps_its_place(room, participant, developer_client):
    raise_hand(by=participant, room=room)
    raise_hand(by=developer_client, room=room)
    raise_hand(by=participant, room=room)

    assert waiting(room) == ["Kaisla Korpikuusi", "Kuukkeli"]
    assert Event.objects.count() == 2


def test_the_floor_goes_from_one_to_the_next(room, coach, participant, developer_client):
    first, second = raise_hand(by=participant, room=room), raise_hand(by=developer_client, room=room)
    give_floor(by=coach, room=room, turn=first.pk)
    give_floor(by=coach, room=room, turn=second.pk)

    assert (state(room)["floor"]["name"], waiting(room)) == ("Kuukkeli", [])
    assert Turn.objects.get(pk=first.pk).ended_at is not None


def test_giving_the_floor_to_who_has_it_changes_nothing(room, coach, participant):
    turn = raise_hand(by=participant, room=room)
    since = give_floor(by=coach, room=room, turn=turn.pk).given_at

    assert give_floor(by=coach, room=room, turn=turn.pk).given_at == since
    assert state(room)["floor"]["turn"] == turn.pk


def test_a_coach_lowers_a_hand(room, coach, participant):
    turn = raise_hand(by=participant, room=room)
    remove_hand(by=coach, room=room, turn=turn.pk)

    assert waiting(room) == []
    with pytest.raises(Refused) as refused:
        give_floor(by=coach, room=room, turn=turn.pk)
    assert refused.value.code == "no_such_turn"


def test_another_rooms_turn_is_not_found(room, lecture, coach, participant):
    from realtime.rooms import enter

    turn = raise_hand(by=participant, room=enter(session=lecture))

    with pytest.raises(Refused):
        remove_hand(by=coach, room=room, turn=turn.pk)


def test_lowering_no_hand_changes_nothing(room, participant):
    lower_hand(by=participant, room=room)

    assert Event.objects.count() == 0


@pytest.mark.parametrize("name", ["give_floor", "remove_hand"])
def test_members_do_not_run_the_queue(name, room, participant, developer_client):
    turn = raise_hand(by=developer_client, room=room)

    with pytest.raises(Refused) as refused:
        do_now(name, by=participant, room=room, given={"turn": turn.pk})
    assert refused.value.code == "not_allowed"


def test_a_projector_shows_no_queue(room, participant):
    raise_hand(by=participant, room=room)

    assert set(state(room, "projector")).isdisjoint({"queue", "floor"})


def test_the_hand_goes_up_and_down_by_plain_forms(room, signed_in, participant):
    browser = signed_in(participant)
    page = reverse("realtime:room", args=[room.session_id])

    browser.post(reverse("realtime:do", args=[room.session_id, "raise_hand"]))
    up = browser.get(page)
    browser.post(reverse("realtime:do", args=[room.session_id, "lower_hand"]))
    down = browser.get(page)

    assert (up.context["hand_up"], down.context["hand_up"]) == (1, 0)


def test_a_coach_gives_the_floor_by_a_plain_form(room, signed_in, coach, participant):
    turn = raise_hand(by=participant, room=room)
    browser = signed_in(coach)

    given = browser.post(reverse("realtime:do", args=[room.session_id, "give_floor"]), {"turn": turn.pk})
    late = browser.post(reverse("realtime:do", args=[room.session_id, "remove_hand"]), {"turn": "x"})

    assert (given.status_code, late.status_code) == (302, 422)
    assert state(room)["floor"]["turn"] == turn.pk


@pytest.mark.parametrize(("name", "status"), [("give_floor", 403), ("dance", 404)])
def test_what_members_may_not_do_or_nobody_knows(name, status, room, signed_in, participant):
    address = reverse("realtime:do", args=[room.session_id, name])

    assert signed_in(participant).post(address, {"turn": "1"}).status_code == status


def test_turns_are_handed_out_and_forgotten(room, participant):
    raise_hand(by=participant, room=room)
    told = personal_data["speaking_turns"].export(participant)
    personal_data["speaking_turns"].erase(participant)

    assert ([turn["room__session__title"] for turn in told], Turn.objects.count()) == (["Digikahvit"], 0)
