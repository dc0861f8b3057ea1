"""Talking in a room."""

from realtime.actions.rooms import took_part
from realtime.log import writing
from realtime.models import Message


def say(*, by, room, text, coach=False, deed_id=None):
    """Put a message into the room's chat. ``coach`` labels it as a coach's."""
    with writing(room.pk) as log:
        event = log.append(room, "chat.said", {"coach": coach, "text": text}, actor=by, deed_id=deed_id)
        message = Message.objects.create(room=room, seq=event.seq, person=by, by_coach=coach, text=text, at=event.at)
        took_part(person=by, room=room)
    return message
