"""Guidance visits made to pilots."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Prose
from coaching.pilots.models.pilot import Pilot


class VisitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Visits with their notes."""
        return self.filter(pilot__in=Pilot.objects.open_to(user).values("pk"))


class GuidanceVisit(models.Model):
    """A visit of the developer to a pilot. ``client`` is the form's own number: sent twice, counted once."""

    class Form(models.TextChoices):
        REMOTE = "remote", _("remote")
        ON_SITE = "on_site", _("on site")

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="visits")
    key = models.SlugField(max_length=60, null=True, blank=True)
    client = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    date = models.DateField(_("date"), default=timezone.localdate)
    form = models.CharField(_("form"), max_length=7, choices=Form, default=Form.REMOTE)
    visitor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("who was met"))
    minutes = models.PositiveIntegerField(_("minutes"), validators=[MinValueValidator(1), MaxValueValidator(24 * 60)])
    topics = Prose(_("what was talked about"), max_length=4_000)
    agreed = Prose(_("what was agreed"), max_length=4_000, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["pilot", "date"], name="visit_of_pilot")]
        constraints = [models.UniqueConstraint(fields=["pilot", "key"], name="visit_key")]

    def __str__(self):
        return f"visit {self.pk}"

    def get_absolute_url(self):
        return reverse("pilots:visit", args=[self.pk])
