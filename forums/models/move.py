"""Where a discussion was before it was moved."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line
from coaching.pilots.models import Pilot
from coaching.programmes.models import Session, Theme
from forums.models.thread import Thread
from groups.models import Subgroup


class Move(models.Model):
    """Its title, readers and subject until a moment; the readers can only have been more."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="moves")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    title = Line(_("title"))
    subgroup = models.ForeignKey(Subgroup, models.SET_NULL, null=True, related_name="+")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, related_name="+")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="+")
    pilot = models.ForeignKey(Pilot, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
