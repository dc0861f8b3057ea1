"""Memberships for the evaluator: everybody, told apart by nothing."""

from datetime import timedelta

from django.utils import timezone

from coaching.core.registries import Extract, datasets
from groups.models import Membership


def rows(programme, **span):
    return list(datasets["memberships"].rows(Extract(programme_id=programme.pk, **span)))


def test_rows_have_exactly_the_declared_columns(participant, programme):
    assert rows(programme) == [
        {
            "person": participant.pk,
            "subgroup": "Lasten ja perheiden palvelut",
            "since": timezone.localdate(),
            "until": None,
        }
    ]
    assert list(rows(programme)[0]) == list(datasets["memberships"].columns)


def test_developer_clients_are_in_it_and_told_apart_by_nothing(participant, developer_client, programme):
    """A table without them would name them, beside one that has everybody."""
    found = {row.pop("person"): row for row in rows(programme)}

    assert found.keys() == {participant.pk, developer_client.pk}
    assert found[developer_client.pk] == found[participant.pk]


def test_span_of_days_includes_both_ends(participant, programme):
    today = timezone.localdate()
    Membership.objects.update(until=timezone.now())

    inside = [rows(programme, since=today), rows(programme, until=today)]
    outside = [rows(programme, since=today + timedelta(days=1)), rows(programme, until=today - timedelta(days=1))]

    assert [len(found) for found in inside] == [1, 1]
    assert outside == [[], []]
