"""Messages that wait for a coach, and people who may not write or not be there."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Prose
from realtime.models.rooms import Room


class Reason(models.TextChoices):
    """Why something is not shown. Told to everybody in its place, or to its writer alone."""

    PRIVATE = "private", _("It told too much of a client or another person.")
    HURTFUL = "hurtful", _("It could hurt somebody.")
    ELSEWHERE = "elsewhere", _("It belongs somewhere else.")


class HeldMessage(models.Model):
    """A message that waits for a coach, or (with a ``reason``) was not let in; its writer sees it, and why.

    ``seq`` is the number of the event that told the coaches of it.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="held_messages")
    seq = models.PositiveBigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = Prose(max_length=2000)
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)

    class Meta:
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="held_seq")]


class Restraint(models.Model):
    """Somebody who may not write in a session, or not enter it, until a coach undoes it."""

    class What(models.TextChoices):
        SILENCED = "silenced", _("may not write")
        REMOVED = "removed", _("may not enter")

    room = models.ForeignKey(Room, models.CASCADE, related_name="restraints")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="restraint_one_a_person")]
