"""Talking in a room."""

from coaching.core.errors import Refused
from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code
from realtime.log import writing
from realtime.tools.chat.models import Message
from realtime.tools.moderation.models import HeldMessage


def say(*, by, room, text, coach=False, deed_id=None):
    """Put a message into the room's chat. ``coach`` labels it as a coach's.

    Rows of many messages are stored together at the end of the batch, so the
    guard looks here already: a refusal must not undo the others' messages.
    """
    if holds_identity_code(text):
        raise Refused("identity_code", IDENTITY_CODE_REFUSED)
    with writing(room.pk) as log:
        log.took_part.append((by, room))
        if log.rooms[room.pk].holds and not coach:
            return _hold(log, room, by, text, deed_id)
        event = log.append(room, "chat.said", {"coach": coach, "text": text}, actor=by, deed_id=deed_id)
        message = Message(room_id=room.pk, seq=event.seq, person_id=by.pk, by_coach=coach, text=text, at=event.at)
        log.rows.append(message)
    return message


def _hold(log, room, by, text, deed_id):
    """Let a message wait for a coach; its writer is told so."""
    event = log.append(room, "chat.held", {"text": text}, actor=by)
    told = {"held": event.seq, "text": text}
    log.append(room, "chat.waiting", told, audience=f"person:{by.pk}", actor=by, deed_id=deed_id)
    message = HeldMessage(room=room, seq=event.seq, person=by, text=text, at=event.at)
    log.rows.append(message)
    return message
