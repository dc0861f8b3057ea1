"""A group is called otherwise, before and while its set is on."""

import pytest

from coaching.core.errors import Refused
from realtime.deeds import do_now
from realtime.models import GroupSet
from realtime.tools.small_groups.state import state


@pytest.fixture
def rename(room, coach, group_set):
    """rename(group, name) by the coach of the session."""

    def do(group, name):
        given = {"groups": group_set.pk, "group": group.pk, "text": name}
        return do_now("rename_group", by=coach, room=room, given=given)

    return do


def names(told):
    return [group["name"] for group in told]


def test_a_prepared_group_is_renamed_for_coaches_alone(rename, room, make_group):
    GroupSet.objects.update(phase="prepared")
    first, _second = make_group(1), make_group(2)

    rename(first, "Etäohjaus")

    assert names(state(room, "coach")["prepared_groups"][0]["list"]) == ["Etäohjaus", "Ryhmä 2"]
    assert list(room.events.values_list("kind", "audience")) == [("groups.prepared", "coaches")]


@pytest.mark.parametrize("phase", ["offered", "open"])
def test_a_group_that_is_on_is_renamed_in_every_room_of_the_set(phase, rename, room, small, other_small, participant):
    GroupSet.objects.update(phase=phase)

    rename(small.group, "Etäohjaus")

    assert names(state(room, "projector")["groups"]["list"]) == ["Etäohjaus", "Ryhmä 2"]
    told = [names(state(place, "member")["groups"]["list"]) for place in (room, small, other_small)]
    assert told == [["Etäohjaus", "Ryhmä 2"], ["Etäohjaus"], ["Ryhmä 2"]]
    assert [list(place.events.values_list("kind", flat=True)) for place in (room, small, other_small)] == [
        ["groups.named"]
    ] * 3


def test_what_has_ended_keeps_its_names(rename, small):
    GroupSet.objects.update(phase="closed")

    with pytest.raises(Refused) as refused:
        rename(small.group, "Etäohjaus")

    assert refused.value.code == "groups_moved_on"


def test_a_coach_in_a_group_s_room_knows_all_the_groups_and_members_only_their_own(small, other_small):
    told = [state(small, view).get("beside") for view in ("coach", "member", "projector")]

    assert told == [
        [
            {"group": place.group_id, "name": f"Ryhmä {number}", "place": str(place.place)}
            for number, place in enumerate((small, other_small), start=1)
        ],
        None,
        None,
    ]
