"""As many small groups as there may be: what opening, telling and ending them asks of the database."""

import pytest

from realtime.deeds import do_now
from realtime.models import GroupSet, Room
from realtime.tools.small_groups.making import MOST_GROUPS

MADE = {"how": "hand", "whom": "all", "minutes": 30, "title": "", "tasks": "", "like": 0, "begin": True}


@pytest.fixture
def forty(room, coach):
    """Forty groups that are open."""
    topics = "\n".join(f"Aihe {number}" for number in range(MOST_GROUPS))
    given = MADE | {"how": "choice", "size": 2, "topics": topics}
    group_set = do_now("make_groups", by=coach, room=room, given=given)
    do_now("open_groups", by=coach, room=room, given={"groups": group_set.pk})
    return group_set


def test_every_group_has_its_room_and_is_told_once(forty):
    kinds = [list(room.events.values_list("kind", flat=True)) for room in Room.objects.exclude(group=None)]

    assert kinds == [["groups.opened"]] * MOST_GROUPS


@pytest.mark.parametrize(("deed", "given"), [("lengthen_groups", {"minutes": 5}), ("end_groups", {"seconds": 0})])
def test_what_is_told_to_all_costs_one_statement_a_room(deed, given, forty, room, coach, count_queries):
    asked = count_queries(lambda: do_now(deed, by=coach, room=room, given={"groups": forty.pk, **given}))

    assert asked < MOST_GROUPS + 30
    assert GroupSet.objects.get().phase == ("open" if "minutes" in given else "closed")


def test_the_coach_s_pages_ask_no_more_for_forty_groups_than_for_one(forty, room, coach, signed_in, count_queries):
    browser = signed_in(coach)
    places = [room.get_absolute_url(), Room.objects.exclude(group=None).first().get_absolute_url()]
    many = [count_queries(lambda place=place: browser.get(place)) for place in places]
    forty.groups.exclude(pk=forty.groups.first().pk).delete()

    assert [count_queries(lambda place=place: browser.get(place)) for place in places] == many
