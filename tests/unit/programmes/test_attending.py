"""Many who were there, noted at once."""

from coaching.core.models import History
from coaching.programmes.actions import attend, attend_together
from coaching.programmes.models import Attendance


def test_the_same_is_noted_as_of_each_alone(lecture, participant, developer_client, coach):
    attend(person=participant, session=lecture, source=Attendance.Source.PRESENCE)

    attend_together(people=[participant, developer_client, coach], session=lecture, source=Attendance.Source.PRESENCE)

    told = History.objects.filter(verb="programmes.attended")
    like = set(told.values_list("target_type", "target_id", "scope", "minutes", "once"))
    assert sorted(told.values_list("actor", flat=True)) == sorted([participant.pk, developer_client.pk, coach.pk])
    assert len(like) == 1
    assert Attendance.objects.filter(session=lecture, source="presence", minutes=None).count() == 3
