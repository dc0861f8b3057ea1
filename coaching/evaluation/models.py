"""Studies, the key of their pseudonyms, and what has been taken out."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.fields import Line, Prose
from coaching.evaluation.api.models import Token, TokenUse
from coaching.evaluation.filters import Filter
from coaching.evaluation.interviews.models import Interview, Transcript
from coaching.programmes.models import Enrolment, Programme, Role

__all__ = ["Extraction", "Interview", "Study", "StudyPerson", "Token", "TokenUse", "Transcript"]

LEAST_THRESHOLD, GREATEST_THRESHOLD = 3, 10


class StudyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Studies of the programmes the user evaluates or organises today."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        enrolled = Enrolment.objects.current().filter(person=user, role__in=[Role.EVALUATOR, Role.ORGANISER])
        return self.filter(programme__in=enrolled.values("programme_id"))


class Study(models.Model):
    """An evaluation of a programme from outside: its question, its span, and how small a group may be shown.

    Who works on it are the programme's evaluators, between the dates of their
    enrolment. ``key_destroyed_on`` is the day the key is to be destroyed,
    ``key_destroyed_at`` the moment it was; after that nothing is taken out any more.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    name = Line(_("name"))
    question = Prose(_("question"))
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    threshold = models.PositiveSmallIntegerField(
        _("smallest group shown"),
        default=5,
        validators=[MinValueValidator(LEAST_THRESHOLD), MaxValueValidator(GREATEST_THRESHOLD)],
    )
    key_destroyed_on = models.DateField(_("the key is destroyed on"), null=True, blank=True)
    key_destroyed_at = models.DateTimeField(null=True, editable=False)
    namespace = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="secret; from it come the lasting GUIDs of the project files"
    )

    objects = StudyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="study_key"),
            models.CheckConstraint(
                condition=models.Q(threshold__range=(LEAST_THRESHOLD, GREATEST_THRESHOLD)), name="study_threshold"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("evaluation:study", args=[self.pk])


class StudyPerson(models.Model):
    """One line of a study's key: which pseudonym is whom. Never shown on any page, never beside a name."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="people")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["study", "person"], name="study_person_once"),
            models.UniqueConstraint(fields=["study", "number"], name="study_number_nobody_elses"),
        ]


def stored_where(extraction, filename):
    return f"evaluation/{extraction.study_id}/{filename}"


class ExtractionQuerySet(models.QuerySet):
    def delete(self):
        raise Refused("immutable", _("A finished package cannot be changed. Ask for a new one."))


class Extraction(models.Model):
    """A package asked for: what was asked, how far it is, and when done, what came out. Immutable when done.

    ``attempt`` tells the runs of one request apart: one that was given up for
    dead and still lives can no longer finish. ``seen_at`` is its last sign of life.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for its turn")
        RUNNING = "running", _("being made")
        DONE = "done", _("ready")
        FAILED = "failed", _("did not succeed")

    class Kind(models.TextChoices):
        PACKAGE = "package", _("whole package")
        TABLE = "table", _("one table")

    study = models.ForeignKey(Study, models.PROTECT, related_name="extractions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PACKAGE)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    language = models.CharField(max_length=3, default="fi")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    themes = models.JSONField(default=list)
    subgroups = models.JSONField(default=list)
    roles = models.JSONField(default=list)
    waves = models.JSONField(default=list)
    datasets = models.JSONField(default=list)
    formats = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempt = models.PositiveSmallIntegerField(default=1)
    seen_at = models.DateTimeField(default=timezone.now)
    tables_done = models.PositiveSmallIntegerField(default=0)
    rows_done = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to=stored_where, max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True)

    objects = ExtractionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["study", "number"], name="extraction_number")]

    def __str__(self):
        return f"{self.study.key}-{self.number}"

    def save(self, *args, **kwargs):
        self._refuse_if_done()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("evaluation:extraction", args=[self.pk])

    def delete(self, *args, **kwargs):
        self._refuse_if_done()
        return super().delete(*args, **kwargs)

    @property
    def programme(self):
        return self.study.programme

    @property
    def is_whole(self):
        """Whether nothing was left out of its tables."""
        return Filter.of(self) == Filter()

    @property
    def rows(self):
        return sum(self.counts.values())

    @property
    def is_under_way(self):
        return self.state in {self.State.WAITING, self.State.RUNNING} and not self.has_stopped

    @property
    def has_stopped(self):
        """Running without a sign of life for ten minutes: its worker is gone."""
        return self.state == self.State.RUNNING and timezone.now() - self.seen_at > timezone.timedelta(minutes=10)

    @property
    def may_be_retried(self):
        return self.state == self.State.FAILED or self.has_stopped

    def _refuse_if_done(self):
        if self.pk and Extraction.objects.filter(pk=self.pk, state=self.State.DONE).exists():
            raise Refused("immutable", _("A finished package cannot be changed. Ask for a new one."))
