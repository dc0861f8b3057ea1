"""The waves an instrument is sent in, and the messages that told of them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Data
from coaching.programmes.models import Programme, Session
from coaching.surveys.models.instrument import Survey


class WaveQuerySet(models.QuerySet):
    def open(self, at=None):
        at = at or timezone.now()
        return self.filter(opens_at__lte=at, closes_at__gt=at)

    def over(self, at=None):
        return self.filter(closes_at__lte=at or timezone.now())

    def around(self, user):
        """Waves of the programmes the user is in today; whom a wave concerns is asked of ``audience``."""
        return self.filter(survey__programme__in=Programme.objects.visible_to(user)).select_related(
            "survey__programme", "session"
        )


class Wave(models.Model):
    """One time of asking: when, and whom (``audience``: "roles" and "circles"; without roles, the members).

    With a ``session`` it is the feedback on that session, from those who were there.
    """

    class Kind(models.TextChoices):
        BEFORE = "before", _("at the start")
        MIDDLE = "middle", _("midway")
        AFTER = "after", _("at the end")
        FOLLOW_UP = "follow_up", _("later on")
        SESSION = "session", _("after a session")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="waves")
    key = models.SlugField(max_length=40)
    kind = models.CharField(_("when in the programme"), max_length=9, choices=Kind)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    audience = Data(default=dict, blank=True)
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="+")

    objects = WaveQuerySet.as_manager()

    class Meta:
        ordering = ["opens_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "key"], name="survey_wave_key"),
            models.UniqueConstraint(fields=["survey", "session"], name="survey_wave_of_session"),
            models.CheckConstraint(condition=models.Q(closes_at__gt=models.F("opens_at")), name="survey_wave_lasts"),
        ]

    def __str__(self):
        return f"{self.survey}: {self.session or self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("surveys:answer", args=[self.pk])

    @property
    def programme(self):
        return self.survey.programme

    @property
    def has_answers(self):
        """Whether anybody has begun to answer it."""
        return self.sheets.exists() or self.receipts.exists()

    @property
    def is_open(self):
        return self.opens_at <= timezone.now() < self.closes_at

    @property
    def last_day(self):
        """The last day on which one may answer; a wave that closes at midnight ends with the day before."""
        return timezone.localdate(self.closes_at - timedelta(seconds=1))

    @property
    def is_over(self):
        return self.closes_at <= timezone.now()


class Mailing(models.Model):
    """A message about a wave: how many it was for when it was sent. Who got it is kept nowhere."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="mailings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    counted = models.PositiveIntegerField()
    sent = models.PositiveIntegerField(default=0)
    reached = models.PositiveBigIntegerField(default=0, help_text="so far, by the people's own order")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
