from datetime import timedelta

import pytest
from django.utils import timezone

from coaching.core.models import History
from coaching.core.registries import Extract, verbs
from coaching.lectures.actions import watching
from coaching.lectures.export import COLUMNS, forget_watched, watched_by, watched_rows
from coaching.lectures.models import Watching


def _deeds():
    return list(History.objects.filter(verb="lectures.watched").values_list("actor", "minutes"))


def test_leaping_to_the_end_is_not_watching(participant, recording):
    own = watching.watch(person=participant, recording=recording, seen=[[0, 3], [95, 100]], position=100)

    assert (own.covered, own.finished_at, _deeds()) == (8, None, [])


def test_nine_tenths_in_any_order_is_watched_and_counts_once(participant, recording):
    for seen in ([[50, 100]], [[0, 30]], [[20, 39.9]], [[38, 40]], [[0, 100]]):
        own = watching.watch(person=participant, recording=recording, seen=seen, position=40)

    assert (own.covered, own.position) == (100, 40)
    assert _deeds() == [(participant.pk, 2)]
    assert verbs["lectures.watched"].learning == "formal"


@pytest.mark.parametrize(("until", "finished"), [(89.8, False), (90, True)])
def test_the_line_is_at_nine_tenths(participant, recording, until, finished):
    own = watching.watch(person=participant, recording=recording, seen=[[0, until]], position=until)

    assert (own.finished_at is not None) is finished


def test_telling_counts_as_watched_but_is_told_apart(participant, recording):
    own = watching.tell_watched(person=participant, recording=recording)
    watching.tell_watched(person=participant, recording=recording)

    assert (own.told, own.covered, _deeds()) == (True, 0, [(participant.pk, 2)])


def test_what_the_player_saw_is_not_called_told_afterwards(participant, recording):
    watching.watch(person=participant, recording=recording, seen=[[0, 100]], position=100)

    own = watching.tell_watched(person=participant, recording=recording)

    assert own.told is False


def test_the_evaluator_gets_exactly_the_declared_columns(participant, stranger, recording):
    watching.watch(person=participant, recording=recording, seen=[[0, 45]], position=45)
    watching.tell_watched(person=stranger, recording=recording)

    rows = list(watched_rows(Extract(recording.theme.programme_id)))

    assert [list(row) for row in rows] == [list(COLUMNS)] * 2
    assert [(row["person"], row["covered_share"], row["told_by_person"]) for row in rows] == [
        (participant.pk, 0.45, False),
        (stranger.pk, 0.0, True),
    ]


@pytest.mark.parametrize(("days", "rows"), [(0, 1), (1, 0)])
def test_days_bound_the_rows_with_both_ends_in(participant, recording, days, rows):
    own = watching.watch(person=participant, recording=recording, seen=[[0, 45]], position=45)
    day = timezone.localdate(own.changed_at) + timedelta(days=days)

    assert len(list(watched_rows(Extract(recording.theme.programme_id, since=day)))) == rows
    assert len(list(watched_rows(Extract(recording.theme.programme_id, until=day)))) == 1


def test_a_person_takes_out_what_is_theirs_and_is_forgotten(participant, stranger, recording):
    for person in (participant, stranger):
        watching.watch(person=person, recording=recording, seen=[[0, 45]], position=45)

    assert [row["seconds_seen"] for row in watched_by(participant)] == [[[0, 45]]]

    forget_watched(participant)

    assert [own.person for own in Watching.objects.all()] == [stranger]
