"""Memberships for the evaluator: developer-clients are not in them."""

from datetime import date, timedelta

from django.utils import timezone

from coaching.core.registries import Extract, datasets
from coaching.programmes.models import Enrolment, Role
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


def test_developer_clients_are_left_out(participant, developer_client, programme):
    assert Membership.objects.count() == 2

    assert [row["person"] for row in rows(programme)] == [participant.pk]


def test_former_developer_clients_are_left_out_too(developer_client, programme):
    Enrolment.objects.filter(person=developer_client).update(ends=date(2020, 1, 1))
    Enrolment.objects.create(programme=programme, person=developer_client, role=Role.PARTICIPANT)

    assert rows(programme) == []


def test_span_of_days_includes_both_ends(participant, programme):
    today = timezone.localdate()
    Membership.objects.update(until=timezone.now())

    inside = [rows(programme, since=today), rows(programme, until=today)]
    outside = [rows(programme, since=today + timedelta(days=1)), rows(programme, until=today - timedelta(days=1))]

    assert [len(found) for found in inside] == [1, 1]
    assert outside == [[], []]
