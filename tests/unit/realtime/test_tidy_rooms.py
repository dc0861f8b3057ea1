"""What is forgotten of the rooms when its time has come."""

from datetime import timedelta
from uuid import uuid4

from django.core.management import call_command
from django.utils import timezone

from realtime.attendance import stayed
from realtime.deeds import do_now
from realtime.models import Event, Stay, VideoPerson


def test_minutes_are_forgotten_after_ninety_days_and_sums_stay(room, participant, developer_client):
    for person, days in ((participant, 91), (developer_client, 89)):
        stayed(room=room, people=[person.pk], at=timezone.now() - timedelta(days=days))

    call_command("tidy_rooms", verbosity=0)

    kept = Stay.objects.order_by("person").values_list("minutes", "seen")
    assert [(minutes, len(seen)) for minutes, seen in kept] == [(1, 0), (1, 1)]


def test_a_forgotten_stay_goes_on_counting(room, participant):
    stayed(room=room, people=[participant.pk], at=timezone.now() - timedelta(days=91))
    call_command("tidy_rooms", verbosity=0)

    stayed(room=room, people=[participant.pk])

    assert Stay.objects.get().minutes == 2


def test_numbers_in_the_video_go_with_them(room, participant):
    VideoPerson.objects.create(room=room, person=participant)
    call_command("tidy_rooms", verbosity=0)
    kept = VideoPerson.objects.count()
    room.session.ends_at -= timedelta(days=91)
    room.session.save()

    call_command("tidy_rooms", verbosity=0)

    assert (kept, VideoPerson.objects.count()) == (1, 0)


def test_who_asked_without_a_name_is_forgotten_after_the_session(room, participant, developer_client):
    for by, unnamed in ((participant, True), (developer_client, False)):
        do_now("ask", by=by, room=room, given={"text": "Miten?", "unnamed": unnamed}, deed_id=uuid4())
    receipts = Event.objects.filter(kind="question.sent").order_by("seq")
    call_command("tidy_rooms", verbosity=0)
    before = [event.actor for event in receipts.all()]
    room.session.ends_at = timezone.now() - timedelta(minutes=1)
    room.session.save()

    call_command("tidy_rooms", verbosity=0)

    told = [(event.audience, event.actor, event.deed_id is None) for event in receipts.all()]
    assert before == [participant, developer_client]
    assert told == [("nobody", None, True), (f"person:{developer_client.pk}", developer_client, False)]
