"""What is compiled once answers as the ORM would."""

import pytest

from coaching.accounts.models import User
from coaching.core.ready import Ready
from coaching.programmes.models import Session
from coaching.programmes.names import names_in

pytestmark = pytest.mark.django_db


def sessions(numbers, programme_id):
    found = Session.objects.select_related("programme", "theme").filter(pk__in=numbers, programme=programme_id)
    return found.order_by("-pk")


def test_objects_are_whole_with_what_they_belong_to(lecture, digikahvit, programme, django_assert_num_queries):
    ready, numbers = Ready(sessions), [lecture.pk, digikahvit.pk]
    ready([0, 0], 0)

    with django_assert_num_queries(1):
        found = ready(numbers, programme.pk)
        told = [(session.pk, session.programme.name, session.theme.name) for session in found]

    assert told == [(s.pk, s.programme.name, s.theme.name) for s in sessions(numbers, programme.pk)]
    assert [session.starts_at for session in found] == [s.starts_at for s in sessions(numbers, programme.pk)]


def test_rows_are_read_anew_and_for_any_count(participant, coach, programme):
    ready = Ready(lambda people: User.objects.filter(pk__in=people).values_list("pk", "display_name"))
    assert ready([participant.pk]) == [(participant.pk, participant.display_name)]

    User.objects.filter(pk=participant.pk).update(display_name="Changed")

    assert ready([participant.pk]) == [(participant.pk, "Changed")]
    assert sorted(ready({participant.pk, coach.pk})) == sorted(
        [(participant.pk, "Changed"), (coach.pk, coach.display_name)]
    )
    assert ready([]) == []
    assert names_in(programme.pk, [participant.pk])[participant.pk] == "Changed"
