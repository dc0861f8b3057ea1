"""The made-up visits and answers of the demonstration."""

from coaching.evaluation.demonstration import LEFT_ALONE, fill
from coaching.programmes.models import Attendance
from coaching.surveys.models import Sheet, Wave
from tests.unit.evaluation.made_programme import make


def test_it_fills_once_and_leaves_those_alone_who_are_tried_out(programme):
    make(programme)
    Attendance.objects.all().delete()
    Sheet.objects.all().delete()

    fill(programme)
    visits, sheets = Attendance.objects.count(), Sheet.objects.count()
    fill(programme)

    assert (Attendance.objects.count(), Sheet.objects.count()) == (visits, sheets)
    assert visits > 117 and sheets > 100
    assert Attendance.objects.values("person").distinct().count() <= 117 - 2 * LEFT_ALONE


def test_what_is_still_to_come_is_not_answered(programme):
    make(programme)
    Attendance.objects.all().delete()
    Sheet.objects.all().delete()
    Wave.objects.update(opens_at="2100-01-01T00:00Z", closes_at="2100-02-01T00:00Z")

    fill(programme)

    assert Sheet.objects.count() == 0
