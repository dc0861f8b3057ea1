"""What was said."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from coaching.core.fields import Prose
from realtime.models.rooms import Room
from realtime.tools.moderation.models import Reason


class Message(models.Model):
    """Something said in the room's chat; it stays readable when its writer has left.

    ``hidden`` is why a coach has hidden it; empty while everybody may read it.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="messages")
    seq = models.PositiveBigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_coach = models.BooleanField(default=False)
    text = Prose(max_length=2000)
    at = models.DateTimeField(default=timezone.now)
    hidden = models.CharField(max_length=10, choices=Reason, blank=True)

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="message_seq")]
