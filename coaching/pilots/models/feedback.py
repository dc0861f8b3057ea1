"""What clients say without a log-in, and what the pilot's people say of their own work."""

import secrets
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Prose
from coaching.pilots.models.pilot import Pilot


class Smile(models.IntegerChoices):
    """Five faces, each with its word."""

    VERY_BAD = 1, _("very bad")
    BAD = 2, _("bad")
    SO_SO = 3, _("all right")
    GOOD = 4, _("good")
    VERY_GOOD = 5, _("very good")


def fresh_token():
    return secrets.token_urlsafe(12)


class FeedbackLink(models.Model):
    """The way in for clients' feedback. A closed one is never opened again: a new one takes its place."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="feedback_links")
    token = models.SlugField(max_length=32, default=fresh_token, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pilot"], condition=models.Q(closed_at__isnull=True), name="one_open_feedback_link"
            )
        ]

    def get_absolute_url(self):
        return reverse("pilots:feedback", args=[self.token])


class ClientFeedback(models.Model):
    """One client's answer: nobody's, at no time, in no order, as the number is the form's own random one.

    ``told_on`` is empty until as many have gathered as a figure may tell of;
    they are then told of together, on that day, so that nobody sees what the
    latest answer added.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="client_feedback")
    smile = models.PositiveSmallIntegerField(choices=Smile)
    words = Prose(max_length=1_000, blank=True)
    told_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["number"]


class WorkerFeedback(models.Model):
    """How the pilot works for one of its people; the pilot's people and the guides see it under the shown name."""

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="worker_feedback")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    smile = models.PositiveSmallIntegerField(
        _("how does it work for you"), choices=Smile, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    easier = Prose(_("what became easier"), max_length=1_000, blank=True)
    harder = Prose(_("what is still in the way"), max_length=1_000, blank=True)
    changed_on = models.DateField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pilot", "person"], name="worker_feedback_once")]
