"""Interviews of the evaluation, and what was said in them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Prose
from coaching.core.languages import CONTENT_LANGUAGES

LONGEST = 400_000
"""Signs: an interview of some five hours."""


class Interview(models.Model):
    """Somebody was interviewed for a study. ``number`` is by chance, and in the data it stands for the person.

    The study's own pseudonym does not, nor a subgroup: whoever made the interview
    knows who it was, and would then know all that the pseudonym has written; and a
    client among professionals would be found by their subgroup.
    """

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional", _("professional")
        CLIENT = "client", _("client")

    study = models.ForeignKey("evaluation.Study", models.CASCADE, related_name="interviews")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("interviewed as"), max_length=12, choices=Kind)
    held_on = models.DateField(_("day"), default=timezone.localdate)
    language = models.CharField(_("language"), max_length=3, choices=CONTENT_LANGUAGES, default="fi")
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-held_on", "number"]
        constraints = [models.UniqueConstraint(fields=["study", "number"], name="interview_number")]

    def get_absolute_url(self):
        return reverse("evaluation:interview", args=[self.study_id, self.number])

    @property
    def programme(self):
        return self.study.programme


class Transcript(models.Model):
    """What was said, with nobody's name in it: names were taken out before it came here."""

    interview = models.OneToOneField(Interview, models.CASCADE, related_name="transcript")
    text = Prose(max_length=LONGEST)
    stored_at = models.DateTimeField(auto_now_add=True)
