"""How many questions one person may have open in a room at a time."""

from django.utils.translation import ngettext

from coaching.core.errors import Refused
from realtime.models.rooms import Event
from realtime.tools.questions.models import PrivateQuestion, Question

MOST_OPEN = 10


def refuse_too_many(log, by, room):
    """Refused when the person waits for an answer to MOST_OPEN questions to the room.

    Questions that only coaches see count where everybody's wait for them. One without a name is known by its asker's
    receipt of the same moment alone, so it counts until the receipts are nobody's any more.
    """
    log.flush()
    still_open = Question.objects.filter(room=room, answered=False)
    if not log.rooms[room.pk].holds:
        still_open = still_open.filter(hidden=False)
    receipts = Event.objects.filter(room=room, kind="question.sent", actor=by)
    unnamed = receipts.filter(at__in=still_open.filter(unnamed=True).values("at"))
    _refuse_from(still_open.filter(person=by).count() + unnamed.count())


def refuse_too_many_private(by, room):
    """The same of questions to the coaches alone."""
    _refuse_from(PrivateQuestion.objects.filter(room=room, person=by, answer="").count())


def _refuse_from(waiting):
    if waiting >= MOST_OPEN:
        told = ngettext(
            "You have %(n)d question here without an answer. Wait for it before you ask more; your text is kept.",
            "You have %(n)d questions here without an answer. Wait for some of them before you ask more; "
            "your text is kept.",
            waiting,
        )
        raise Refused("too_many_questions", told % {"n": waiting})
