from datetime import timedelta

import pytest
from django.utils import timezone

from coaching.core.registries import panels_on
from coaching.lectures.actions import shelf, watching
from coaching.lectures.models import Recording
from coaching.lectures.panels import missed, missed_recordings, overdue_captions, theme_shelf
from coaching.programmes.models import Attendance, Session, Theme


@pytest.fixture
def as_person(rf):
    def ask(person):
        request = rf.get("/")
        request.user = person
        return request

    return ask


@pytest.fixture
def held(lecture):
    Session.objects.filter(pk=lecture.pk).update(ends_at=timezone.now() - timedelta(minutes=1))
    return lecture


def test_a_lecture_held_without_one_is_missed(participant, recording, held):
    assert list(missed_recordings(participant)) == [recording]


def test_a_lecture_held_on_a_day_nobody_knows_counts_as_held(participant, recording, lecture):
    Session.objects.update(starts_at=None, ends_at=None)

    assert list(missed_recordings(participant)) == [recording]


def test_a_lecture_to_come_is_not_missed(participant, recording, lecture):
    assert list(missed_recordings(participant)) == []


def test_one_holding_of_many_is_enough(participant, stranger, recording, held, programme, theme):
    again = Session.objects.create(programme=programme, theme=theme, key="toinen", kind="lecture", title="Uudestaan")
    Attendance.objects.create(session=again, person=participant, source="self")

    assert (list(missed_recordings(participant)), list(missed_recordings(stranger))) == ([], [recording])


def test_the_digikahvit_is_not_the_lecture(participant, recording, held, digikahvit):
    Attendance.objects.create(session=digikahvit, person=participant, source="self")

    assert list(missed_recordings(participant)) == [recording]


def test_what_has_been_watched_is_not_missed(participant, stranger, recording, held):
    watching.tell_watched(person=participant, recording=recording)

    assert (list(missed_recordings(participant)), list(missed_recordings(stranger))) == ([], [recording])


def test_what_cannot_be_watched_is_not_missed(participant, ready, held):
    assert list(missed_recordings(participant)) == []


@pytest.mark.parametrize("who", ["coach", "organiser", "evaluator", "outsider"])
def test_only_members_miss_lectures(request, who, recording, held, as_person):
    assert missed(as_person(request.getfixturevalue(who)), None) is None


def _more(theme, recording, number):
    for _ in range(number):
        Recording.objects.create(
            theme=theme, title="Toinen", file=recording.file.name, duration=100, published_at=timezone.now()
        )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_missed_panel_costs_the_same_for_many(
    participant, recording, held, theme, as_person, rows, django_assert_num_queries
):
    _more(theme, recording, rows - 1)
    request = as_person(participant)

    with django_assert_num_queries(2):
        panel = missed(request, None)

    assert len(panel["recordings"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_shelf_costs_the_same_for_many(
    signed_in, participant, recording, theme, rows, django_assert_num_queries, as_person
):
    _more(theme, recording, rows - 1)
    request, fresh = as_person(participant), Theme.objects.select_related("programme").get(pk=theme.pk)

    with django_assert_num_queries(5):
        panel = theme_shelf(request, fresh)
        [(entry.caption_state, entry.state) for entry in panel["recordings"]]

    assert len(panel["recordings"]) == rows


def test_the_shelf_shows_ones_own_progress_only(participant, stranger, recording, theme, as_person):
    watching.watch(person=participant, recording=recording, seen=[[0, 45]], position=45)

    shelves = [theme_shelf(as_person(person), theme)["recordings"] for person in (participant, stranger)]

    assert [entry.own and entry.own.percent for (entry,) in shelves] == [45, None]


def test_the_theme_page_has_no_shelf_for_the_evaluator(evaluator, recording, theme, as_person):
    assert theme_shelf(as_person(evaluator), theme) is None


def test_late_captions_are_told_to_those_who_keep_the_shelf(coach, participant, ready, programme, as_person):
    shelf.edit_recording(by=coach, recording=ready, kind="live_event")
    Recording.objects.update(published_at=timezone.now() - timedelta(days=15))

    told = overdue_captions(as_person(coach), programme)

    assert (told["recordings"], overdue_captions(as_person(participant), programme)) == ([ready], None)


def test_the_panels_stand_where_they_were_agreed(coach, participant, recording, held, as_person, theme):
    front = panels_on("front", as_person(participant))
    page = panels_on("theme", as_person(participant), theme)

    assert [panel["name"] for panel in front["missed"] if panel["name"].startswith("lectures")] == ["lectures_missed"]
    assert [panel["name"] for panel in page["main"] if panel["name"].startswith("lectures")] == ["lectures_shelf"]
