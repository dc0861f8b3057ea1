"""How far each person has read."""

from django.conf import settings
from django.db import models


class ReadMark(models.Model):
    """How far a person has read: every number up to and including this one, on whatever device."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    thread = models.ForeignKey("forums.Thread", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thread"], name="read_mark_once")]
