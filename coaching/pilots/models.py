"""Digital service pilots, who is in them, their steps, and the guidance visits made to them."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import Organisation
from coaching.core.fields import Line, Prose
from coaching.programmes.models import Enrolment, Programme, Role

GUIDES = (Role.DEVELOPER, Role.ORGANISER)
INSIDERS = tuple(role for role in Role if role != Role.EVALUATOR)


def programmes_as(user, roles):
    """Ids of the programmes in which the user holds one of the roles today."""
    return Enrolment.objects.current().filter(person=user, role__in=roles).values("programme_id")


class PilotQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That a pilot exists: for everybody of its programme but the evaluator."""
        return self._where(user, lambda: Q(programme__in=programmes_as(user, INSIDERS)))

    def open_to(self, user):
        """Those whose notes, people and steps the user sees: its own people's and the programme's guides'."""
        return self._where(user, lambda: _own(user) | Q(programme__in=programmes_as(user, GUIDES)))

    def guided_by(self, user):
        """Those whose visits the user may log."""
        return self._where(user, lambda: Q(programme__in=programmes_as(user, GUIDES)))

    def joined_by(self, user):
        """Those the user is in."""
        return self.filter(_own(user)) if user.is_authenticated else self.none()

    def _where(self, user, condition):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(condition())


def _own(user):
    mine = PilotPerson.objects.filter(person=user).values("pilot_id")
    return Q(pk__in=mine, programme__in=programmes_as(user, INSIDERS))


class Pilot(models.Model):
    """A try-out of a digital service. Its texts describe a service and a group of clients, never a client."""

    class State(models.TextChoices):
        IDEA = "idea", _("idea")
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        IN_USE = "in_use", _("in use")
        STOPPED = "stopped", _("stopped")

    class DataProtection(models.TextChoices):
        UNKNOWN = "unknown", _("not looked at yet")
        UNDER_WAY = "under_way", _("under way")
        DONE = "done", _("done")
        NOT_NEEDED = "not_needed", _("not needed")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    name = Line(_("name"), max_length=120)
    summary = Line(_("in one sentence"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    unit = Line(_("unit"), max_length=120, blank=True)
    place = Line(_("place"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.IDEA)
    need = Prose(_("need"), max_length=4_000, blank=True)
    goal_client = Prose(_("what changes for the client"), max_length=4_000, blank=True)
    goal_worker = Prose(_("what changes for the worker"), max_length=4_000, blank=True)
    client_group = Prose(_("client group"), max_length=4_000, blank=True)
    client_choice = Prose(_("how clients are chosen"), max_length=4_000, blank=True)
    tool = Line(_("tool"), max_length=120, blank=True)
    data_protection = models.CharField(
        _("data protection check"), max_length=10, choices=DataProtection, default=DataProtection.UNKNOWN
    )
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PilotQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="pilot_key")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pilots:pilot", args=[self.pk])


class PilotPerson(models.Model):
    """Somebody who tries the service out in their work, or a developer-client who is in it."""

    class Duty(models.TextChoices):
        CONTACT = "contact", _("contact person")
        TAKES_PART = "takes_part", _("takes part")

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="people")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    duty = models.CharField(_("duty"), max_length=10, choices=Duty, default=Duty.TAKES_PART)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pilot", "person"], name="pilot_person_once")]


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
