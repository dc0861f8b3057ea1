"""An instrument: its sections and items, in several languages."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Data
from coaching.programmes.models import Programme
from coaching.surveys.texts import said


class Survey(models.Model):
    """One instrument, sent in as many waves as are needed.

    ``session_kinds`` names the kinds of session after which it is asked by
    itself; empty, it is sent in waves of its own.
    """

    class Mode(models.TextChoices):
        LINKED = "linked", _("under the study's number")
        ANONYMOUS = "anonymous", _("anonymous")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = Data()
    intro = Data(default=dict, blank=True)
    mode = models.CharField(_("how it is answered"), max_length=9, choices=Mode, default=Mode.LINKED)
    session_kinds = Data(default=list, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="survey_key")]

    def __str__(self):
        return said(self.title)

    def get_absolute_url(self):
        return reverse("surveys:survey", args=[self.pk])

    @property
    def is_anonymous(self):
        return self.mode == self.Mode.ANONYMOUS

    @property
    def has_answers(self):
        """Whether anybody has begun to answer: from then on mode, items and their order stand."""
        from coaching.surveys.models.answers import Receipt, Sheet

        return Sheet.objects.filter(wave__survey=self).exists() or Receipt.objects.filter(wave__survey=self).exists()


class Section(models.Model):
    """A part of an instrument, answered on one screen."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sections")
    place = models.PositiveSmallIntegerField()
    title = Data(default=dict, blank=True)
    help = Data(default=dict, blank=True)

    class Meta:
        ordering = ["place", "pk"]


class Item(models.Model):
    """One question. ``settings`` are its kind's own: see ``kinds``.

    ``only_for`` holds "roles", "circles" and "waves" (kinds of wave); what is
    not named does not limit. ``retrospective`` asks now how it was before: such
    an item is never mixed with what was answered before; ``then_of`` is the one
    it may be shown beside, asked of the same thing at the time.
    """

    class Kind(models.TextChoices):
        SINGLE = "single", _("one of several")
        MULTIPLE = "multiple", _("any of several")
        SCALE = "scale", _("scale")
        NUMBER = "number", _("number")
        DATE = "date", _("date")
        TEXT = "text", _("open text")
        MATRIX = "matrix", _("areas and levels")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="items")
    section = models.ForeignKey(Section, models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    text = Data()
    help = Data(default=dict, blank=True)
    settings = Data(default=dict, blank=True)
    retrospective = models.BooleanField(_("asks how it was before"), default=False)
    then_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="looks_back")
    only_for = Data(default=dict, blank=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["survey", "key"], name="survey_item_key")]

    def __str__(self):
        return said(self.text)

    @property
    def name(self):
        """What its fields are called in forms."""
        return f"i{self.pk}"

    @property
    def is_graded(self):
        """Whether its answers are steps from little to much."""
        return self.kind in {self.Kind.SCALE, self.Kind.MATRIX}

    @property
    def is_coded(self):
        """Whether its answers are chosen from a list, and so told as codes."""
        return self.is_graded or self.kind in {self.Kind.SINGLE, self.Kind.MULTIPLE}

    def asked_in(self, wave):
        waves = self.only_for.get("waves")
        return not waves or wave.kind in waves


class TextChange(models.Model):
    """A text mended once answers existed: what it was and what it became."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="text_changes")
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="text_changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    before = Data()
    after = Data()

    class Meta:
        ordering = ["-at", "-pk"]
