"""What the subgroups hand out and forget."""

from coaching.core.registries import personal_data
from coaching.programmes.models import Role
from groups import actions
from groups.models import JoinLink, Membership, Subgroup, SubgroupCoach

NAMES = ["memberships", "coached_subgroups", "chairs", "join_links"]


def exports(person):
    return {name: personal_data[name].export(person) for name in NAMES}


def erase(person):
    for name in NAMES:
        personal_data[name].erase(person)


def test_member_takes_out_subgroups_and_chairs(participant, subgroup):
    actions.choose_chair(by=participant, subgroup=subgroup, person=participant)

    found = exports(participant)

    assert (found["memberships"][0]["subgroup"], found["chairs"]) == (subgroup.name, [subgroup.name])


def test_coach_takes_out_groups_and_links(coach, subgroup, programme):
    actions.make_link(by=coach, subgroup=subgroup, role=Role.PARTICIPANT, days=1, uses=1)

    found = exports(coach)

    assert found["coached_subgroups"] == [{"programme": programme.name, "subgroup": subgroup.name}]
    assert [link["subgroup"] for link in found["join_links"]] == [subgroup.name]


def test_forgotten_member_is_no_member_and_no_chair(participant, coach, subgroup):
    actions.choose_chair(by=coach, subgroup=subgroup, person=participant)

    erase(participant)

    assert Membership.objects.current().count() == 0
    assert Subgroup.objects.get(pk=subgroup.pk).chair is None


def test_forgotten_coach_leaves_links_that_work(coach, subgroup):
    link = actions.make_link(by=coach, subgroup=subgroup, role=Role.PARTICIPANT, days=1, uses=1)

    erase(coach)

    assert (SubgroupCoach.objects.count(), JoinLink.objects.get().made_by) == (0, None)
    assert JoinLink.objects.get(pk=link.pk).is_open
