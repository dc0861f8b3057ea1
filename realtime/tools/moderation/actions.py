"""What coaches do with messages that wait, and with messages that everybody has seen."""

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import writing
from realtime.models.rooms import Event
from realtime.tools.chat.models import Message
from realtime.tools.moderation.models import HeldMessage


def hold_messages(*, by, room, on, deed_id=None):
    """Let members' messages and questions wait for a coach from now on, or no longer. Everybody is told."""
    with writing(room.pk) as log:
        room = log.rooms[room.pk]
        room.holds = on
        room.save(update_fields=["holds"])
        log.append(room, "moderation.rule", {"holds": on}, actor=by, deed_id=deed_id)


def let_in(*, by, room, held, deed_id=None):
    """Show a message that waited to everybody, under its writer's name."""
    with writing(room.pk) as log:
        waiting = _waiting(room, held)
        log.append(room, "chat.settled", {"held": held}, actor=by, deed_id=deed_id)
        told = {"held": held, "reason": ""}
        log.append(room, "chat.answered", told, audience=f"person:{waiting.person_id}", actor=by)
        event = log.append(room, "chat.said", {"coach": False, "text": waiting.text}, actor=waiting.person)
        Message.objects.create(room=room, seq=event.seq, person=waiting.person, text=waiting.text, at=event.at)
        waiting.delete()


def decline(*, by, room, held, reason, deed_id=None):
    """Do not show a message that waited; its writer keeps it and is told why."""
    with writing(room.pk) as log:
        waiting = _waiting(room, held)
        waiting.reason = reason
        waiting.save(update_fields=["reason"])
        log.append(room, "chat.settled", {"held": held}, actor=by, deed_id=deed_id)
        told = {"held": held, "reason": reason}
        log.append(room, "chat.answered", told, audience=f"person:{waiting.person_id}", actor=by)


def hide_message(*, by, room, message, reason, deed_id=None):
    """Take a message's words from everybody, with the reason in their place; they leave the log too."""
    with writing(room.pk) as log:
        hidden = _said(room, message)
        hidden.hidden = reason
        hidden.save(update_fields=["hidden"])
        log.flush()
        for event in Event.objects.filter(room=room, seq=message, kind="chat.said"):
            event.payload = {**event.payload, "text": ""}
            event.save(update_fields=["payload"])
        Event.objects.filter(room=room, kind="chat.returned", payload__message=message).update(
            payload={"message": message, "text": ""}
        )
        log.append(room, "chat.hidden", {"message": message, "reason": reason}, actor=by, deed_id=deed_id)


def unhide_message(*, by, room, message, deed_id=None):
    with writing(room.pk) as log:
        found = _said(room, message)
        found.hidden = ""
        found.save(update_fields=["hidden"])
        log.append(room, "chat.returned", {"message": message, "text": found.text}, actor=by, deed_id=deed_id)


def _waiting(room, held):
    waiting = HeldMessage.objects.filter(room=room, seq=held, reason="").select_related("person").first()
    if waiting is None:
        raise Refused("no_such_message", _("This message is not here any more."))
    return waiting


def _said(room, number):
    message = Message.objects.filter(room=room, seq=number).first()
    if message is None:
        raise Refused("no_such_message", _("This message is not here any more."))
    return message
