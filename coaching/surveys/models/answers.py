"""What was answered: on a person's own sheet, or on a blank one that is nobody's."""

import uuid

from django.conf import settings
from django.db import models

from coaching.core.fields import Data
from coaching.surveys.models.instrument import Item
from coaching.surveys.models.waves import Wave


class Sheet(models.Model):
    """A person's answers in one wave. Nobody counts them before ``sent_at``; who is forgotten leaves them to nobody."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="sheets")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "person"], name="survey_sheet_one_a_person")]


class Answer(models.Model):
    """One item answered; ``value`` is of the shape its kind reads."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, models.PROTECT, related_name="answers")
    value = Data()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "item"], name="survey_answer_once")]


class BlankSheet(models.Model):
    """An anonymous sheet: item keys to values. No person, no time, a number drawn at random, and no order.

    All sheets of a wave are written anew in random order whenever one comes in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="blank_sheets")
    answers = Data()


class Receipt(models.Model):
    """That a sheet sent under this number has come in, so that it counts once when sent again; not which sheet."""

    id = models.UUIDField(primary_key=True)
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="receipts")
