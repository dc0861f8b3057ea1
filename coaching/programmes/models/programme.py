"""A programme, the figures its sources give, and its themes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line, Prose
from coaching.core.languages import CONTENT_LANGUAGES


def current_enrolment(prefix=""):
    """The condition that an enrolment holds today."""
    today = timezone.localdate()
    starts, ends = f"{prefix}starts", f"{prefix}ends"
    return (Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": today})) & (
        Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": today})
    )


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Programmes the user is enrolled in today, in whatever role."""
        if user.is_superuser:
            return self
        if not user.is_authenticated:
            return self.none()
        mine = Programme.objects.filter(models.Q(enrolments__person=user) & current_enrolment("enrolments__"))
        return self.filter(pk__in=mine.values("pk"))


class Programme(models.Model):
    key = models.SlugField(max_length=60, unique=True)
    name = Line(_("name"))
    language = models.CharField(_("language"), max_length=3, choices=CONTENT_LANGUAGES, default="fi")
    summary = Prose(_("summary"), blank=True)
    aim = Prose(_("aim"), blank=True)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    funder = Line(_("funder"), blank=True)
    funding_number = Line(_("funding number"), max_length=40, blank=True)
    total_eur = models.PositiveIntegerField(_("total, EUR"), null=True, blank=True)
    own_share_eur = models.PositiveIntegerField(_("own share, EUR"), null=True, blank=True)
    eu_funded = models.BooleanField(_("co-funded by the European Union"), default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = [models.F("starts").desc(nulls_last=True), "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programmes:programme", args=[self.key])

    @property
    def page_language(self):
        """The language its new people first see the pages in: the programme's own, if the pages speak it."""
        return self.language if self.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class Figure(models.Model):
    """A number a source gives about the programme, with how sure it is: "about", "in all", "not stated"."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="figures")
    key = models.SlugField(max_length=60)
    name = Line(_("name"))
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2, null=True, blank=True)
    is_estimate = models.BooleanField(_("about"), default=False)
    note = Prose(_("note"), blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="figure_key")]


class Theme(models.Model):
    """One content of a programme; its lecture is held several times and counts once for a person."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="themes")
    key = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField(_("number"))
    name = Line(_("name"))
    summary = Prose(_("summary"), blank=True)
    trainers = Line(_("trainers' organisations"), max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="theme_key")]

    def __str__(self):
        return f"{self.number} {self.name}"

    def get_absolute_url(self):
        return reverse("programmes:theme", args=[self.programme.key, self.key])
