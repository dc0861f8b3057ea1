"""History and the access log."""

import pytest

from coaching.core.errors import Refused
from coaching.core.history import log_access, record, record_together
from coaching.core.models import AccessLog, History


def test_a_deed_that_counts_once_keeps_the_larger_minutes(participant, lecture):
    for minutes in (30, 90, 60):
        record("programmes.attended", actor=participant, target=lecture, minutes=minutes, once="session:1")

    assert list(History.objects.values_list("minutes", flat=True)) == [90]


def test_an_undeclared_verb_is_a_bug(participant, lecture):
    with pytest.raises(KeyError):
        record("programmes.teleported", actor=participant, target=lecture)


def test_the_access_log_only_grows(participant):
    row = log_access("tests.looked", actor=participant, subject="nothing")

    for change in (row.save, row.delete, AccessLog.objects.all().delete, lambda: AccessLog.objects.update(deed="x")):
        with pytest.raises(Refused, match="append_only"):
            change()
    assert AccessLog.objects.count() == 1


def test_many_at_once_are_kept_a_single_time_each(participant, coach, programme):
    record("programmes.attended", actor=coach, target=programme, minutes=40, once="visit")

    for _twice in range(2):
        record_together("programmes.attended", actors=[participant, coach], target=programme, minutes=90, once="visit")

    kept = History.objects.filter(once="visit").order_by("actor")
    assert list(kept.values_list("actor", "minutes")) == [(participant.pk, 90), (coach.pk, 40)]
