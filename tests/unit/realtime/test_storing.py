from uuid import uuid4

import pytest
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.core.storing import store
from coaching.programmes.models import Attendance
from realtime.models import Event, Message


def test_rows_are_stored_as_the_orm_would(room, participant, coach):
    rows = [
        Event(room=room, seq=seq, kind="chat.said", payload={"n": seq, "text": "ä'\"🙂"}, actor=actor, deed_id=uuid4())
        for seq, actor in ((1, participant), (2, coach), (3, None))
    ]
    store(rows)

    own = ("room_id", "seq", "at", "audience", "kind", "payload", "actor_id", "deed_id")
    assert list(Event.objects.order_by("seq").values_list(*own)) == [
        tuple(getattr(row, name) for name in own) for row in rows
    ]


def test_the_guard_of_a_column_holds_here_too(room, participant):
    row = Message(room=room, seq=1, person=participant, text="Tunnus 131052-308T", at=timezone.now())

    with pytest.raises(Refused) as refused:
        store([row])

    assert refused.value.code == "identity_code"
    assert not Message.objects.exists()


def test_what_is_there_already_is_left_as_it_is_when_told_once(room, participant, coach):
    def seen(person, source):
        return Attendance(session=room.session, person=person, source=source)

    store([seen(participant, Attendance.Source.LIST)], once=True)
    store([seen(person, Attendance.Source.PRESENCE) for person in (participant, coach)], once=True)

    told = Attendance.objects.order_by("pk").values_list("person", "source")
    assert list(told) == [(participant.pk, "list"), (coach.pk, "presence")]
    assert all(Attendance.objects.values_list("at", flat=True))
