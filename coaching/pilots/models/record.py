"""What a pilot's record holds in lists: tools, risks, figures by month."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line, Prose
from coaching.pilots.models.pilot import Pilot


class Tool(models.Model):
    """A digital tool of the pilot, and whether somebody has looked at its data protection."""

    class Identification(models.TextChoices):
        STRONG = "strong", _("yes, with bank codes or the like")
        NONE = "none", _("no")
        UNKNOWN = "unknown", _("not known yet")

    class Check(models.TextChoices):
        DONE = "done", _("done")
        NOT_NEEDED = "not_needed", _("not needed")
        MISSING = "missing", _("missing")

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="tools")
    name = Line(_("tool"), max_length=120)
    supplier = Line(_("supplier"), max_length=120, blank=True)
    identification = models.CharField(
        _("strong identification"), max_length=7, choices=Identification, default=Identification.UNKNOWN
    )
    check_state = models.CharField(_("data protection check"), max_length=10, choices=Check, default=Check.MISSING)
    checked_by = Line(_("checked by"), max_length=120, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name


class Risk(models.Model):
    """What may go wrong, how likely and how badly, and who does what about it."""

    class Size(models.IntegerChoices):
        SMALL = 1, _("small")
        MEDIUM = 2, _("medium")
        LARGE = 3, _("large")

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="risks")
    what = Line(_("what may go wrong"))
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), choices=Size, default=Size.MEDIUM)
    effect = models.PositiveSmallIntegerField(_("effect"), choices=Size, default=Size.MEDIUM)
    action = Prose(_("what is done about it"), max_length=1_000, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )

    class Meta:
        ordering = [(models.F("likelihood") * models.F("effect")).desc(), "pk"]

    def __str__(self):
        return self.what


class Figure(models.Model):
    """One count of one month. ``is_estimate``: the people of the pilot say "about"."""

    class Kind(models.TextChoices):
        CLIENTS = "clients", _("clients reached")
        CHAT = "chat", _("contacts by chat")
        VIDEO = "video", _("contacts by video")
        PHONE = "phone", _("contacts by phone")
        MESSAGE = "message", _("contacts by message")
        ON_SITE = "on_site", _("contacts face to face")
        FAILED = "failed", _("contacts that failed")
        NO_SHOWS = "no_shows", _("no-shows")

    CONTACTS = (Kind.CHAT, Kind.VIDEO, Kind.PHONE, Kind.MESSAGE, Kind.ON_SITE)
    OF_PEOPLE = (Kind.CLIENTS, Kind.NO_SHOWS)
    MOST = 100_000

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="figures")
    month = models.DateField(_("month"), help_text="its first day")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.PositiveIntegerField(validators=[MaxValueValidator(MOST)])
    is_estimate = models.BooleanField(default=False)

    class Meta:
        ordering = ["month", "pk"]
        constraints = [models.UniqueConstraint(fields=["pilot", "month", "kind"], name="pilot_figure_once")]
