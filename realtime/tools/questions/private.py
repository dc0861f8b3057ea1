"""Asking the coach alone, and answering back."""

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import writing
from realtime.tools.questions.models import PrivateQuestion
from realtime.tools.questions.pace import refuse_too_many_private


def ask_coach(*, by, room, text, deed_id=None):
    """Ask the coaches of the room, and nobody else."""
    with writing(room.pk) as log:
        refuse_too_many_private(by, room)
        note = PrivateQuestion.objects.create(room=room, person=by, text=text, at=log.at)
        told = {"note": note.pk, "text": text}
        log.append(room, "private.sent", told, audience=f"person:{by.pk}", actor=by)
        log.append(room, "private.asked", told, actor=by, deed_id=deed_id)
        log.took_part.append((by, room))
    return note


def answer_privately(*, by, room, note, text, deed_id=None):
    """Answer whoever asked, in place of an earlier answer; all coaches of the room see it."""
    with writing(room.pk) as log:
        note = PrivateQuestion.objects.filter(room=room, pk=note).first()
        if note is None:
            raise Refused("no_such_question", _("This question is not here any more."))
        note.answer, note.answered_by = text, by
        note.save(update_fields=["answer", "answered_by"])
        told = {"note": note.pk, "text": text}
        if note.person_id:
            log.append(room, "private.answer", told, audience=f"person:{note.person_id}", actor=by)
        log.append(room, "private.answered", told, actor=by, deed_id=deed_id)
    return note
