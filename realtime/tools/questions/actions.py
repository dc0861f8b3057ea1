"""Asking everybody, backing what others ask, and what coaches do with the questions."""

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import writing
from realtime.tools.questions.models import Question, QuestionBacker
from realtime.tools.questions.pace import refuse_too_many


def ask(*, by, room, text, unnamed, coach=False, deed_id=None):
    """Put a question to the room, or to its coaches first where what members write waits.

    ``unnamed`` keeps no link to the person, neither in the question nor in its event.
    """
    with writing(room.pk) as log:
        waits = log.rooms[room.pk].holds and not coach
        if not coach:
            refuse_too_many(log, by, room)
        person = None if unnamed else by
        question = Question.objects.create(
            room=room, person=person, unnamed=unnamed, text=text, at=log.at, hidden=waits
        )
        tell(log, "question.aside" if waits else "question.asked", question)
        log.append(room, "question.sent", {"waits": waits}, audience=f"person:{by.pk}", actor=by, deed_id=deed_id)
        log.took_part.append((by, room))
    return question


def back(*, by, room, question, up, deed_id=None):
    """Say that one would like to hear the answer too, or take it back."""
    with writing(room.pk) as log:
        question = _open_question(room, question)
        if up:
            QuestionBacker.objects.get_or_create(question=question, person=by)
        else:
            QuestionBacker.objects.filter(question=question, person=by).delete()
        told = {"question": question.pk, "up": up}
        log.append(room, "question.backed", told, audience=f"person:{by.pk}", actor=by, deed_id=deed_id)
        log.took_part.append((by, room))


def mark_answered(*, by, room, question, answered, deed_id=None):
    """Mark a question as answered, or as open again."""
    with writing(room.pk) as log:
        question = _open_question(room, question)
        question.answered = answered
        question.save(update_fields=["answered"])
        told = {"question": question.pk, "answered": answered}
        log.append(room, "question.marked", told, actor=by, deed_id=deed_id)


def show(*, by, room, question, on, deed_id=None):
    """Put a question on everybody's screen in place of the one there, or take it away. Its asker is not named there."""
    with writing(room.pk) as log:
        question = _open_question(room, question)
        Question.objects.filter(room=room, on_screen=True).update(on_screen=False)
        if on:
            question.on_screen = True
            question.save(update_fields=["on_screen"])
        told = {"question": question.pk, "text": question.text} if on else {"question": None, "text": ""}
        log.append(room, "question.shown", told, actor=by, deed_id=deed_id)


def hide(*, by, room, question, deed_id=None):
    """Take a question from everybody but the coaches; it is no longer in the log either."""
    with writing(room.pk) as log:
        question = _open_question(room, question)
        question.hidden, question.on_screen = True, False
        question.save(update_fields=["hidden", "on_screen"])
        log.unsay(room, ("question.asked", "question.shown"), "question", question.pk)
        log.append(room, "question.hidden", {"question": question.pk}, actor=by, deed_id=deed_id)
        tell(log, "question.aside", question)


def unhide(*, by, room, question, deed_id=None):
    """Let everybody see a question that only coaches saw."""
    with writing(room.pk) as log:
        question = Question.objects.filter(room=room, pk=question, hidden=True).first()
        if question is None:
            raise _no_such_question()
        question.hidden = False
        question.save(update_fields=["hidden"])
        log.append(room, "question.returned", {"question": question.pk}, actor=by, deed_id=deed_id)
        tell(log, "question.asked", question)


def tell(log, kind, question):
    """Tell of a question with its asker's name, if it was asked with one."""
    told = {"question": question.pk, "text": question.text, "answered": question.answered}
    if question.unnamed:
        told |= {"who": None, "name": ""}
    log.append(question.room, kind, told, actor=question.person)


def _open_question(room, number):
    question = Question.objects.filter(room=room, pk=number, hidden=False).first()
    if question is None:
        raise _no_such_question()
    return question


def _no_such_question():
    return Refused("no_such_question", _("This question is not here any more."))
