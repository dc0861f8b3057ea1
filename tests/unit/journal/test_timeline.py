from datetime import date

from django.utils import timezone, translation

from coaching.core.history import record
from coaching.core.models import History
from coaching.journal.timeline import timeline_of


def test_deeds_and_notes_stand_by_month_newest_first(participant, programme, lecture, write):
    deed = record("programmes.attended", actor=participant, target=lecture, scope=programme.pk, minutes=90)
    History.objects.filter(pk=deed.pk).update(at=timezone.make_aware(timezone.datetime(2020, 9, 30, 23, 30)))
    note = write(participant, date=date(2020, 10, 5))

    with translation.override("en"):
        months, total = timeline_of(participant, programme)

    assert total == 2
    assert [month for month, _lines in months] == [date(2020, 10, 1), date(2020, 9, 1)]
    assert [line.entry for _month, lines in months for line in lines] == [note, None]
    assert months[1][1][0].sentence == "Was at Lecture"


def test_a_deed_whose_target_is_gone_is_still_told(participant, programme, theme, lecture):
    record("programmes.attended", actor=participant, target=lecture, scope=programme.pk)
    lecture.delete()

    with translation.override("en"):
        months, _total = timeline_of(participant, programme)

    assert months[0][1][0].sentence == "Was at something that is no longer here"


def test_only_the_newest_are_shown_when_limited(participant, programme, write):
    old, new = write(participant, date=date(2020, 9, 1)), write(participant, date=date(2020, 9, 2))

    months, total = timeline_of(participant, programme, limit=1)

    assert total == 2
    assert old != new
    assert [line.entry for _month, lines in months for line in lines] == [new]


def test_the_timeline_costs_as_much_for_one_and_for_three(
    participant, programme, lecture, write, django_assert_num_queries
):
    for _ in range(2):
        write(participant)
        record("programmes.attended", actor=participant, target=lecture, scope=programme.pk)
        with django_assert_num_queries(5):
            timeline_of(participant, programme)
        write(participant)
        record("programmes.attended", actor=participant, target=lecture, scope=programme.pk)
