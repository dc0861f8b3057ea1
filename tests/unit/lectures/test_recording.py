from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.lectures.actions import shelf
from coaching.lectures.models import Material, Recording
from tests.unit.lectures.conftest import VTT


@pytest.fixture
def live(ready):
    ready.kind = Recording.Kind.LIVE_EVENT
    ready.save()
    return ready


def _at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("kind", "event", "published", "due"),
    [
        ("live_event", None, "2020-09-23 12:00", date(2020, 10, 7)),
        ("live_event", "2020-09-23 11:30", "2020-09-20 12:00", date(2020, 10, 7)),
        ("live_event", "2020-09-23 11:30", "2020-10-01 23:30", date(2020, 10, 15)),
        ("produced", None, "2020-09-23 12:00", date(2020, 9, 23)),
        ("live_event", "2020-09-23 11:30", None, None),
    ],
)
def test_captions_are_due_14_days_after_the_event_or_the_publishing(kind, event, published, due):
    recording = Recording(kind=kind, event_ended_at=event and _at(event), published_at=published and _at(published))

    assert recording.caption_due == due


@pytest.mark.parametrize(("days", "late"), [(13, []), (14, []), (15, ["Kohtaaminen"])])
def test_the_fifteenth_day_without_captions_is_late(live, days, late):
    Recording.objects.filter(pk=live.pk).update(published_at=timezone.now() - timedelta(days=days))

    overdue = Recording.objects.captions_overdue()

    assert [recording.title for recording in overdue] == late
    assert Recording.objects.get(pk=live.pk).caption_state == ("overdue" if late else "due")


def test_captions_in_another_language_do_not_lift_the_duty(live, coach):
    Recording.objects.filter(pk=live.pk).update(published_at=timezone.now() - timedelta(days=15))
    shelf.add_captions(by=coach, recording=live, language="sv", text=VTT)

    assert Recording.objects.captions_overdue().count() == 1

    shelf.add_captions(by=coach, recording=live, language="fi", text=VTT)

    assert Recording.objects.captions_overdue().count() == 0


def test_what_is_made_for_watching_is_not_published_without_captions(ready, coach):
    with pytest.raises(Refused) as refusal:
        shelf.publish(by=coach, recording=ready)

    assert (refusal.value.code, Recording.objects.get().state) == ("captions_missing", "unpublished")


def test_a_live_event_is_published_at_once(live, coach):
    shelf.publish(by=coach, recording=live)

    assert Recording.objects.get().state == "published"


def test_nothing_is_published_before_the_film(waiting, coach):
    with pytest.raises(Refused) as refusal:
        shelf.publish(by=coach, recording=waiting)

    assert refusal.value.code == "no_file"


def test_the_last_captions_of_a_published_film_stay(recording, coach):
    with pytest.raises(Refused):
        shelf.remove_captions(by=coach, captions=recording.captions.get())

    assert recording.captions.count() == 1


def test_a_published_film_cannot_change_to_a_language_without_captions(recording, coach):
    with pytest.raises(Refused):
        shelf.edit_recording(by=coach, recording=recording, language="sv")

    assert Recording.objects.get().language == "fi"


def test_captions_are_guarded_on_every_path(waiting, coach):
    with pytest.raises(Refused) as refusal:
        shelf.add_captions(by=coach, recording=waiting, language="fi", text="131052-308T")

    assert refusal.value.code == "identity_code"


def test_a_material_is_a_link_or_a_file_in_the_database_too(theme):
    with pytest.raises(ValidationError):
        Material(theme=theme, title="Ei kumpikaan").full_clean()


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("participant", 1),
        ("developer_client", 1),
        ("stranger", 1),
        ("coach", 1),
        ("developer", 1),
        ("organiser", 1),
        ("evaluator", 0),
        ("outsider", 0),
    ],
)
def test_recordings_are_for_those_who_take_part(request, recording, who, seen):
    person = request.getfixturevalue(who)

    assert Recording.objects.visible_to(person).count() == seen
