from datetime import date

import pytest
from django.test import RequestFactory
from django.utils import timezone

from coaching.core.history import record
from coaching.core.models import History
from coaching.core.registries import Extract, datasets, personal_data
from coaching.journal import contributions
from coaching.journal.models import Entry


@pytest.fixture
def asked_by():
    def asked_by(user):
        request = RequestFactory().get("/")
        request.user = user
        return request

    return asked_by


def rows(programme, **span):
    return list(datasets["journal"].rows(Extract(programme.pk, **span)))


def test_the_front_page_shows_ones_open_promises(participant, stranger, programme, write, asked_by):
    own = write(participant, promise="Oma lupaus")
    write(stranger, promise="Toisen lupaus")

    assert contributions.promised(asked_by(participant), None) == {
        "promises": [own],
        "more": False,
        "programme": programme,
    }


def test_without_promises_the_front_page_says_what_to_do(participant, programme, asked_by):
    assert contributions.promised(asked_by(participant), None) == {"promises": [], "programme": programme}


@pytest.mark.parametrize("who", ["evaluator", "outsider"])
def test_who_keeps_no_notebook_sees_no_panel(who, request, programme, asked_by):
    user = request.getfixturevalue(who)

    assert contributions.promised(asked_by(user), None) is None
    assert contributions.navigation(asked_by(user), None) is None


def test_the_dataset_has_deeds_and_notes_by_date_without_words(participant, programme, lecture, write):
    deed = record("programmes.attended", actor=participant, target=lecture, scope=programme.pk, minutes=90)
    at = timezone.make_aware(timezone.datetime(2020, 10, 2, 12))
    History.objects.filter(pk=deed.pk).update(at=at)
    write(participant, date=date(2020, 10, 1), minutes=30, learned="Salainen oppi")
    write(participant, date=date(2020, 10, 1), tried="", promise="Salainen lupaus")

    assert rows(programme) == [
        {"person": participant.pk, "date": date(2020, 10, 1), "mode": "work", "source": "hand", "minutes": 30},
        {"person": participant.pk, "date": date(2020, 10, 2), "mode": "formal", "source": "deed", "minutes": 90},
    ]


def test_both_ends_of_the_span_are_in(participant, programme, lecture, write):
    for day in (1, 2, 3, 4):
        write(participant, date=date(2020, 10, day))
        deed = record("programmes.attended", actor=participant, target=lecture, scope=programme.pk)
        late = timezone.make_aware(timezone.datetime(2020, 10, day, 23, 59))
        History.objects.filter(pk=deed.pk).update(at=late)

    days = [row["date"].day for row in rows(programme, since=date(2020, 10, 2), until=date(2020, 10, 3))]

    assert days == [2, 2, 3, 3]


def test_every_column_is_declared_in_order(participant, programme, write):
    write(participant)

    assert list(rows(programme)[0]) == list(datasets["journal"].columns)


def test_one_takes_out_ones_own_and_is_forgotten(participant, stranger, write):
    write(participant, tried="Omaa")
    other = write(stranger, tried="Toisen")

    taken = personal_data["journal"].export(participant)
    personal_data["journal"].erase(participant)

    assert [entry["tried"] for entry in taken] == ["Omaa"]
    assert list(Entry.objects.all()) == [other]
