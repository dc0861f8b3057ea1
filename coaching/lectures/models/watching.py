"""How far a person has watched a recording."""

from django.conf import settings
from django.db import models

from coaching.lectures import coverage
from coaching.lectures.models.recording import Recording


class Watching(models.Model):
    """``seen`` has the seconds watched as pairs (see coverage.py); ``position`` is where to go on from.

    ``told`` is True when the person said so and the player had not seen it.
    """

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen = models.JSONField(default=list)
    covered = models.FloatField(default=0)
    position = models.FloatField(default=0)
    told = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recording", "person"], name="watching_once")]
        indexes = [models.Index(fields=["person"], name="watching_of_person")]

    @property
    def share(self):
        return coverage.share(self.covered, self.recording.duration)
