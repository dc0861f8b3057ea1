"""Which address of a person's calendar feed holds."""

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """Made when a person first renews or ends their address; whoever has none has the first one.

    Earlier addresses are dead, and while it is not ``on`` this one is too.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    address = models.PositiveIntegerField(default=0)
    on = models.BooleanField(default=True)
