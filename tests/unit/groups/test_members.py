"""Members by shown names; developer-clients counted without who."""

import pytest

from coaching.programmes.models import Role
from groups.members import developer_client_warning, members_of


def test_coach_first_then_members_by_shown_name(participant, developer_client, coach, stranger, subgroup):
    shown = [(member.name, member.coaches) for member in members_of(subgroup)]

    assert shown == [("Tuuli Termospullo", True), ("Kaisla Korpikuusi", False), ("Kuukkeli", False)]


def test_chair_is_told(participant, subgroup):
    subgroup.chair = participant

    assert [member.chairs for member in members_of(subgroup)] == [True]


@pytest.mark.parametrize(
    ("count", "warns"), [(0, "There is no"), (1, None), (3, None), (4, "There are more than three")]
)
def test_warning_at_none_and_more_than_three(in_english, make_person, subgroup, count, warns):
    for number in range(count):
        make_person(f"Asiakas {number}", Role.DEVELOPER_CLIENT, subgroup, pseudonym=f"Nimi {number}")

    warning = developer_client_warning(subgroup)

    assert (warning and str(warning)[: len(warns)]) == warns
