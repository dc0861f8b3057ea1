"""Questions without a name: once the session is over, the log does not tell either whose they were."""

from django.db.models import Exists, OuterRef, Q

from realtime.models.rooms import NOBODY, Event
from realtime.tools.questions.models import Question


def unlink_askers(at):
    """Take the asker off the receipts of unnamed questions in the rooms of sessions that have ended.

    A receipt follows its question at the same moment; until then it keeps the
    same deed from being done twice.
    """
    unnamed = Question.objects.filter(unnamed=True, room=OuterRef("room"), at=OuterRef("at"))
    ended = Q(room__session__ends_at__lt=at)
    sent = Event.objects.filter(ended & Exists(unnamed), kind="question.sent").exclude(audience=NOBODY)
    sent.update(audience=NOBODY, actor=None, deed_id=None)
