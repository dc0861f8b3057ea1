"""A recording on a theme's shelf, and its captions."""

import secrets
from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line, Prose
from coaching.core.languages import CONTENT_LANGUAGES
from coaching.programmes.models import Enrolment, Role, Theme

CAPTION_DAYS = 14  # the law's time for the recording of a live event


def file_name(instance, name):
    """Nothing of the sender's own file name is kept; the ending is, being one of ours."""
    return f"recordings/{secrets.token_urlsafe(12)}.{name.rsplit('.')[-1].lower()}"


def programmes_of(user):
    """The ids of the programmes whose lectures the user may follow."""
    mine = Enrolment.objects.current().filter(person_id=user.pk).exclude(role=Role.EVALUATOR)
    return mine.values("programme_id")


class RecordingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those who take part, coach or organise; an evaluator never hears what people said."""
        return self if user.is_superuser else self.filter(theme__programme__in=programmes_of(user))

    def published(self):
        """Those that can be watched."""
        return self.filter(published_at__isnull=False)

    def with_caption_state(self):
        """Annotates ``captioned``: whether there are captions in the recording's own language."""
        own = Caption.objects.filter(recording=OuterRef("pk"), language=OuterRef("language"))
        return self.annotate(captioned=Exists(own))

    def captions_overdue(self):
        """Published recordings of live events whose captions should have been there before today."""
        first_day = timezone.localdate() - timedelta(days=CAPTION_DAYS)
        limit = timezone.make_aware(datetime.combine(first_day, time.min))
        return (
            self.with_caption_state()
            .filter(kind=Recording.Kind.LIVE_EVENT, captioned=False, published_at__lt=limit)
            .filter(Q(event_ended_at__isnull=True) | Q(event_ended_at__lt=limit))
        )


class Recording(models.Model):
    """Made from a live event or produced for watching; a row without a file is one that is still to come.

    The law asks captions of a produced recording at publishing, and of a live
    event's within 14 days of the event or the publishing, whichever is later.
    """

    class Kind(models.TextChoices):
        LIVE_EVENT = "live_event", _("recorded at a live event")
        PRODUCED = "produced", _("made for watching")

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60, blank=True)
    title = Line(_("title"))
    language = models.CharField(_("spoken language"), max_length=3, choices=CONTENT_LANGUAGES, default="fi")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.LIVE_EVENT)
    event_ended_at = models.DateTimeField(_("the event ended"), null=True, blank=True)
    file = models.FileField(upload_to=file_name, blank=True, editable=False)
    content_type = models.CharField(max_length=40, blank=True, editable=False)
    poster = models.FileField(upload_to=file_name, blank=True, editable=False)
    duration = models.FloatField(_("length, seconds"), null=True, editable=False)
    preparing_since = models.DateTimeField(null=True, editable=False)
    trouble = models.CharField(max_length=300, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        ordering = ["theme", "pk"]
        constraints = [models.UniqueConstraint(fields=["theme", "key"], condition=~Q(key=""), name="recording_key")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("lectures:recording", args=[self.pk])

    @property
    def programme(self):
        return self.theme.programme

    @property
    def is_published(self):
        return self.published_at is not None

    @property
    def is_audio(self):
        return self.content_type.startswith("audio/")

    @property
    def is_live_event(self):
        return self.kind == self.Kind.LIVE_EVENT

    @property
    def state(self):
        """What it waits for: "missing", "preparing", "unpublished" or "published"."""
        if self.published_at:
            return "published"
        if self.preparing_since:
            return "preparing"
        return "unpublished" if self.file else "missing"

    @property
    def has_captions(self):
        """Whether there are captions in its own language."""
        if not hasattr(self, "captioned"):
            self.captioned = self.captions.filter(language=self.language).exists()
        return self.captioned

    @property
    def caption_due(self):
        """The last day for the captions; None before publishing."""
        if not self.published_at:
            return None
        if not self.is_live_event:
            return timezone.localdate(self.published_at)
        later = max(self.published_at, self.event_ended_at or self.published_at)
        return timezone.localdate(later) + timedelta(days=CAPTION_DAYS)

    @property
    def caption_state(self):
        """ "there", "due" (in time still) or "overdue"; "none" before publishing."""
        if self.has_captions:
            return "there"
        if not self.caption_due:
            return "none"
        return "overdue" if self.caption_due < timezone.localdate() else "due"


class Caption(models.Model):
    """Captions in one language, as WebVTT that has been checked; also what the transcript is made of."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=3, choices=CONTENT_LANGUAGES)
    text = Prose(max_length=500_000)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["recording", "language"], name="caption_one_a_language")]

    def get_absolute_url(self):
        return reverse("lectures:transcript", args=[self.pk])

    @property
    def programme(self):
        return self.recording.programme
