"""Turns asked for, had and done."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from realtime.models.rooms import Room


class Turn(models.Model):
    """Somebody's wish to speak. Waiting, then with the floor (``given_at``), then over (``ended_at``).

    ``spoken``: they had had the floor in this room when they asked; whoever has not comes first.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="turns")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    spoken = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    given_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["spoken", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "person"], condition=models.Q(ended_at__isnull=True), name="turn_one_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["room"],
                condition=models.Q(given_at__isnull=False, ended_at__isnull=True),
                name="turn_one_has_the_floor",
            ),
        ]
