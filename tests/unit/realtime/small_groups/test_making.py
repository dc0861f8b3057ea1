"""Dividing people, preparing sets, opening them and doing them again."""

import pytest
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.programmes.models import Enrolment, Role
from realtime.deeds import do_now
from realtime.log import read_lines
from realtime.models import GroupPlace, GroupSet, Room, SmallGroup
from realtime.people import handle
from realtime.tools.small_groups import dividing
from realtime.tools.small_groups.running import end_overdue
from realtime.tools.small_groups.state import state

MADE = {
    "how": "mixed",
    "size": 2,
    "whom": "all",
    "minutes": 30,
    "title": "",
    "topics": "",
    "tasks": "",
    "like": 0,
    "begin": False,
}


@pytest.fixture
def make(room, coach):
    """make(**fields) → the set a coach has made so."""

    def make_groups(**fields):
        return do_now("make_groups", by=coach, room=room, given=MADE | fields)

    return make_groups


@pytest.fixture
def do(room, coach):
    return lambda name, by=coach, at=room, **given: do_now(name, by=by, room=at, given=given)


def sizes(group_set):
    return sorted(group.places.count() for group in group_set.groups.all())


def refusal_of(verb, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        verb(*args, **kwargs)
    return refused.value.code


@pytest.mark.parametrize(
    ("people", "size", "lengths"),
    [(1, 4, [1]), (5, 4, [5]), (6, 4, [3, 3]), (9, 4, [4, 5]), (10, 4, [3, 3, 4]), (100, 4, [4] * 25)],
)
def test_groups_are_even_and_nobody_is_left_alone(people, size, lengths):
    divided = dividing.mixed(range(people), dividing.how_many(people, size))

    assert sorted(map(len, divided)) == lengths
    assert sorted(pk for group in divided for pk in group) == list(range(people))


def test_those_of_one_workplace_are_kept_apart(room, organisation, make_person, subgroup):
    people = [make_person(f"Jäsen {number}", Role.PARTICIPANT, subgroup).pk for number in range(6)]
    Enrolment.objects.filter(person__in=people[3:]).update(organisation=None)

    divided = dividing.apart(room, people, 3)

    assert sorted(len(set(group) & set(people[:3])) for group in divided) == [1, 1, 1]


def test_a_prepared_set_is_seen_by_coaches_alone(make, room, participant, developer_client):
    group_set = make(title="Purkuryhmät", tasks="Mikä toimi?\n\nMitä viet kotiin?")

    [told] = state(room, "coach")["prepared_groups"]
    assert (told["title"], told["tasks"]) == ("Purkuryhmät", ["Mikä toimi?", "Mitä viet kotiin?"])
    assert [person["name"] for person in told["list"][0]["people"]] != []
    assert (state(room, "member")["groups"], sizes(group_set)) == (None, [2])
    assert "prepared_groups" not in state(room, "member")


def test_the_tasks_are_those_of_the_networking_event_when_none_are_written(make, participant):
    assert len(make().tasks) == 3


def test_names_in_events_are_the_shown_ones_and_the_log_keeps_none(make, room, participant, developer_client):
    make(begin=True)

    told = "".join(line.text for line in read_lines(room.pk, 0))
    assert ("Kuukkeli" in told, "Secret" in told) == (True, False)
    payloads = str(list(room.events.values_list("payload", flat=True)))
    assert ("Kuukkeli" in payloads, "Kaisla" in payloads) == (False, False)


def test_opening_gives_each_group_a_room_and_one_clock(make, room, participant, developer_client, stranger):
    group_set = make(begin=True)

    [group] = group_set.groups.all()
    [own] = state(group.room, "member")["groups"]["list"]
    group_set.refresh_from_db()
    assert {person["who"] for person in own["people"]} == {
        handle(group.room.pk, pk) for pk in (participant.pk, developer_client.pk)
    }
    assert state(group.room, "member")["groups"]["ends"] == state(room, "member")["groups"]["ends"]
    assert 29 * 60 < (group_set.ends_at - timezone.now()).total_seconds() <= 30 * 60


def test_one_set_is_on_at_a_time(make, participant):
    make(begin=True)

    assert refusal_of(make, begin=True) == "groups_on"
    assert GroupSet.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"whom": "here"}, "nobody_here"),
        ({"how": "choice", "topics": "Yksi"}, "no_topics"),
        ({"how": "same", "like": 99}, "no_such_groups"),
    ],
)
def test_what_cannot_be_made(fields, code, make, participant):
    assert refusal_of(make, **fields) == code


def test_the_same_again_with_those_who_may_still_come(make, do, room, participant, developer_client):
    first = make(begin=True, title="Ensin")
    do("end_groups", groups=first.pk, seconds=0)
    GroupPlace.objects.filter(person=participant).update(
        person=room.session.programme.enrolments.get(role="coach").person
    )

    again = make(how="same", like=first.pk)

    assert [group.name for group in again.groups.all()] == [group.name for group in first.groups.all()]
    assert [place.person for place in again.places.all()] == [developer_client]
    assert {group.number for group in again.groups.all()} & {group.number for group in first.groups.all()} == set()


def test_another_coach_does_not_see_this_subgroups_sets(make, room, make_person, other_subgroup, participant):
    from realtime.tools.small_groups.making import used_before

    make()
    elsewhere = make_person("Toinen Valmentaja", Role.COACH, other_subgroup)

    assert used_before(elsewhere, room.session.programme_id).count() == 0


def test_everyone_chooses_and_changes_their_mind(make, do, room, participant, developer_client):
    group_set = make(how="choice", topics="Etäohjaus\nTietoturva", begin=True)
    first, second = group_set.groups.all()

    do("pick_group", by=participant, groups=group_set.pk, group=first.pk)
    do("pick_group", by=participant, groups=group_set.pk, group=second.pk)
    do("pick_group", by=developer_client, groups=group_set.pk, group=second.pk)

    told = state(room, "member")["groups"]
    assert (told["phase"], [len(group["people"]) for group in told["list"]]) == ("offered", [0, 2])
    assert not Room.objects.filter(group__isnull=False).exists()
    do("open_groups", groups=group_set.pk)
    assert Room.objects.filter(group__isnull=False).count() == 2


def test_where_the_coach_divides_nobody_chooses(make, do, participant):
    group_set = make(begin=True)
    group = group_set.groups.get()

    assert refusal_of(do, "pick_group", by=participant, groups=group_set.pk, group=group.pk) == "not_chosen"


def test_who_comes_late_is_put_into_the_smallest_group(make, do, participant, developer_client, make_person, subgroup):
    group_set = make(how="hand", size=2, begin=True)
    first, second = group_set.groups.all()
    GroupPlace.objects.create(group=first, group_set=group_set, person=participant)

    do("find_group", by=developer_client, groups=group_set.pk)
    do("find_group", by=developer_client, groups=group_set.pk)

    assert [place.person for place in second.places.all()] == [developer_client]


def test_who_comes_late_is_kept_apart_from_their_workplace(make, do, room, make_person, subgroup):
    here = [make_person(f"Jäsen {number}", Role.PARTICIPANT, subgroup) for number in range(3)]
    group_set = make(how="hand", size=2, begin=True)
    GroupSet.objects.update(how="apart")
    first, second = group_set.groups.all()
    guest = make_person("Ilman Työpaikkaa", Role.DEVELOPER_CLIENT, subgroup, pseudonym="Haapa")
    for person, group in [(here[0], first), (guest, second), (here[1], first)]:
        GroupPlace.objects.create(group=group, group_set=group_set, person=person)
    GroupPlace.objects.create(group=second, group_set=group_set, person=make_person("Muu", Role.COACH, subgroup))

    do("find_group", by=here[2], groups=group_set.pk)

    assert here[2].pk in second.places.values_list("person", flat=True)


def test_a_coach_moves_somebody_by_the_name_they_see(make, do, room, participant, developer_client):
    group_set = make(begin=True, how="hand", size=2)
    first, second = group_set.groups.all()
    who = handle(room.pk, developer_client.pk)

    do("place_in_group", groups=group_set.pk, group=first.pk, who=who)
    do("be_chair", by=developer_client, at=first.room)
    do("place_in_group", groups=group_set.pk, group=second.pk, who=who)

    first.refresh_from_db()
    assert (first.places.count(), second.places.count(), first.chair) == (0, 1, None)
    assert [event.kind for event in first.room.events.filter(audience=f"person:{developer_client.pk}")] == [
        "groups.sent"
    ]


def test_the_clock_is_lengthened_for_all(make, do, room, participant):
    group_set = make(begin=True)
    before = GroupSet.objects.get().ends_at

    do("lengthen_groups", groups=group_set.pk, minutes=5)

    assert (GroupSet.objects.get().ends_at - before).total_seconds() == 300
    ends = {state(one, "member")["groups"]["ends"] for one in Room.objects.all()}
    assert len(ends) == 1


def test_ending_gives_a_last_call_and_is_done_when_it_is_over(make, do, room, participant):
    group_set = make(begin=True)

    do("end_groups", groups=group_set.pk, seconds=60)
    ends = GroupSet.objects.get().ends_at
    end_overdue(room.pk, ends - timezone.timedelta(seconds=1))
    on = GroupSet.objects.get().phase
    end_overdue(SmallGroup.objects.get().room.pk, ends)
    end_overdue(room.pk, ends)

    assert (on, GroupSet.objects.get().phase) == ("open", "closed")
    assert [one.events.filter(kind="groups.closed").count() for one in Room.objects.all()] == [1, 1]
    assert (ends - timezone.now()).total_seconds() <= 60


def test_a_prepared_set_is_thrown_away_and_one_that_was_on_is_not(make, do, room, participant):
    group_set = make()
    do("discard_groups", groups=group_set.pk)
    on = make(begin=True)

    assert (state(room, "coach")["prepared_groups"], GroupSet.objects.count()) == ([], 1)
    assert refusal_of(do, "discard_groups", groups=on.pk) == "groups_moved_on"
