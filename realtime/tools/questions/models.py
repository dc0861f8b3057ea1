"""Questions to everybody, who backs them, and questions to the coach alone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from coaching.core.fields import Prose
from realtime.models.rooms import Room

LONGEST = 500


class Question(models.Model):
    """A question to the room. One asked without a name has no ``person``: nobody here knows whose it is.

    ``hidden``: only coaches see it. At most one of a room is ``on_screen``.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="questions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    unnamed = models.BooleanField(default=False)
    text = Prose(max_length=LONGEST)
    at = models.DateTimeField(default=timezone.now)
    answered = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    on_screen = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["room"], condition=models.Q(on_screen=True), name="question_one_on_screen")
        ]


class QuestionBacker(models.Model):
    """Somebody who would like to hear the answer too. Sums are told, never who."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="backers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="backer_once")]


class PrivateQuestion(models.Model):
    """A question to the coaches of the room alone, and what they answered."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="private_questions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = Prose(max_length=2000)
    at = models.DateTimeField(default=timezone.now)
    answer = Prose(max_length=2000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
