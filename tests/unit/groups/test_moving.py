"""Moves keep history, and chairs are members."""

import pytest

from coaching.core.errors import Refused
from coaching.core.models import AccessLog, History
from coaching.programmes.models import Programme
from groups import actions
from groups.models import Membership, Subgroup


def test_move_closes_one_membership_and_opens_another(organiser, participant, subgroup, other_subgroup):
    actions.move(by=organiser, person=participant, subgroup=subgroup, to=other_subgroup)

    old, new = Membership.objects.filter(person=participant).order_by("pk")
    assert (old.subgroup, new.subgroup) == (subgroup, other_subgroup)
    assert (old.until, new.until) == (new.since, None)
    assert History.objects.get(verb="groups.moved").actor == organiser


def test_moved_member_sees_the_new_subgroup_only(organiser, participant, subgroup, other_subgroup):
    actions.move(by=organiser, person=participant, subgroup=subgroup, to=other_subgroup)

    assert list(Subgroup.objects.visible_to(participant)) == [other_subgroup]


def test_moved_chair_no_longer_chairs(organiser, participant, subgroup, other_subgroup):
    actions.choose_chair(by=organiser, subgroup=subgroup, person=participant)

    actions.move(by=organiser, person=participant, subgroup=subgroup, to=other_subgroup)

    subgroup.refresh_from_db()
    assert subgroup.chair is None


@pytest.mark.parametrize(
    ("to", "code"), [("subgroup", "same_subgroup"), ("elsewhere", "another_programme"), ("gone", "not_a_member")]
)
def test_moves_that_are_refused(organiser, participant, stranger, subgroup, other_subgroup, to, code):
    other = Programme.objects.create(key="toinen", name="Toinen")
    targets = {
        "subgroup": subgroup,
        "gone": other_subgroup,
        "elsewhere": Subgroup.objects.create(programme=other, key="a", name="A", number=1),
    }
    person = stranger if to == "gone" else participant

    with pytest.raises(Refused) as refusal:
        actions.move(by=organiser, person=person, subgroup=subgroup, to=targets[to])

    assert refusal.value.code == code


def test_only_a_member_can_chair(organiser, stranger, subgroup):
    with pytest.raises(Refused) as refusal:
        actions.choose_chair(by=organiser, subgroup=subgroup, person=stranger)

    assert refusal.value.code == "not_a_member"


def test_coach_chooses_and_clears_the_chair_on_the_page(signed_in, coach, developer_client, subgroup):
    client = signed_in(coach)

    client.post(f"/ryhmat/{subgroup.pk}/hoito/puheenjohtaja/", {"person": developer_client.pk})
    subgroup.refresh_from_db()
    chosen = subgroup.chair
    client.post(f"/ryhmat/{subgroup.pk}/hoito/puheenjohtaja/", {"person": ""})

    subgroup.refresh_from_db()
    assert (chosen, subgroup.chair) == (developer_client, None)


def test_organiser_moves_on_the_page_and_reads_the_shown_name(
    in_english, signed_in, organiser, developer_client, subgroup, other_subgroup
):
    values = {"move-person": developer_client.pk, "move-to": other_subgroup.pk}

    page = signed_in(organiser).post(f"/ryhmat/{subgroup.pk}/hoito/siirto/", values, follow=True).content.decode()

    assert page.count("Kuukkeli is now in Päihde- ja mielenterveystyö. To undo it, move back from there.") == 1
    assert page.count("Secret Realname") == 0


def test_new_personal_code_is_the_organisers_to_make_and_is_logged(
    signed_in, organiser, coach, developer_client, subgroup
):
    url, values = f"/ryhmat/{subgroup.pk}/hoito/koodi/", {"code-person": developer_client.pk}

    refused = signed_in(coach).post(url, values).status_code
    page = signed_in(organiser).post(url, values)

    assert (refused, page.context["name"]) == (403, "Kuukkeli")
    row = AccessLog.objects.get(deed="accounts.login_code_made")
    assert (row.actor_id, row.subject) == (organiser.pk, f"user:{developer_client.pk}")


def test_new_code_only_for_members_of_this_subgroup(signed_in, organiser, stranger, coach, subgroup):
    client = signed_in(organiser)

    codes = [
        client.post(f"/ryhmat/{subgroup.pk}/hoito/koodi/", {"code-person": person.pk}).status_code
        for person in (stranger, coach)
    ]

    assert codes == [422, 422]
