"""Steps of a pilot, and the states it has been in."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line
from coaching.pilots.models.pilot import Pilot


class StepQuerySet(models.QuerySet):
    def to_do(self):
        return self.filter(done_at__isnull=True)


class Step(models.Model):
    """One thing to do in a pilot; ticked when done."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="steps")
    title = Line(_("what is done"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    due = models.DateField(_("done by"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = [models.F("due").asc(nulls_last=True), "pk"]

    @property
    def is_late(self):
        return bool(self.due and not self.done_at and self.due < timezone.localdate())


class StateChange(models.Model):
    """From this day on the pilot was in this state."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="state_changes")
    state = models.CharField(_("state"), max_length=8, choices=Pilot.State)
    on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["on", "pk"]
