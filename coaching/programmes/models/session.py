"""Sessions of a programme and who was there."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line, Prose, WebAddress
from coaching.programmes.models.programme import Programme, Theme


def for_everybody(user):
    return models.Q(whole_programme=True, programme__in=Programme.objects.visible_to(user))


class SessionQuerySet(models.QuerySet):
    doors = [for_everybody]
    """Conditions, each from a user, under which a session may be entered; the subgroups' floor adds its own."""

    def visible_to(self, user):
        """Sessions the user may enter, by whichever door."""
        return self.filter(reduce(or_, (door(user) for door in self.doors)))

    def on_now(self, at=None):
        """Sessions that people may walk into: from 15 minutes before the start until the end."""
        at = at or timezone.now()
        return self.filter(starts_at__lte=at + timezone.timedelta(minutes=15), ends_at__gte=at)

    def coming(self, at=None):
        return self.filter(ends_at__gte=at or timezone.now()).order_by("starts_at")


class Session(models.Model):
    """One holding: a lecture, a digikahvit, a workshop.

    ``whole_programme`` False means that a floor above says for whom it is.
    Without times it is known to have been held but not when; ``note`` says why.
    """

    class Kind(models.TextChoices):
        LECTURE = "lecture", _("lecture")
        DIGIKAHVIT = "digikahvit", _("digikahvit")
        WORKSHOP = "workshop", _("workshop")
        PLENARY = "plenary", _("plenary")
        EVENT = "event", _("networking event")

    class Mode(models.TextChoices):
        REMOTE = "remote", _("remote")
        ON_SITE = "on_site", _("on site")
        HYBRID = "hybrid", _("remote and on site")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="sessions")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="sessions")
    key = models.SlugField(max_length=60)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = Line(_("title"))
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    is_estimate = models.BooleanField(_("the time is an estimate"), default=False)
    mode = models.CharField(_("mode"), max_length=8, choices=Mode, default=Mode.REMOTE)
    place = Line(_("place"), blank=True)
    join_url = WebAddress(_("link for joining"), blank=True)
    whole_programme = models.BooleanField(default=True)
    counts_for_esr = models.BooleanField(_("counts for ESR"), default=True)
    headcount = models.PositiveIntegerField(_("people present, counted by hand"), null=True, blank=True)
    headcount_is_estimate = models.BooleanField(_("about"), default=False)
    note = Prose(_("note"), blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changes = models.PositiveIntegerField(default=0, help_text="rises when time or place changes, for calendars")

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="session_key")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programmes:session", args=[self.programme.key, self.key])

    @property
    def is_on(self):
        now = timezone.now()
        return bool(
            self.starts_at and self.ends_at and self.starts_at - timezone.timedelta(minutes=15) <= now <= self.ends_at
        )


class Attendance(models.Model):
    """One person at one session: a visit. Different people and repeats are counted from these."""

    class Source(models.TextChoices):
        SELF = "self", _("told by the person")
        PRESENCE = "presence", _("seen in the room")
        LIST = "list", _("from a list")

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source = models.CharField(max_length=8, choices=Source)
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="attendance_once")]
