"""Sets of small groups, who is in which, what they write, and what coaches tell them all."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Data, Line, Prose
from coaching.programmes.models import Session
from realtime.places import Place

LONGEST_NOTES = 4000
MOST_MINUTES = 240


class How(models.TextChoices):
    """How people come into their groups."""

    MIXED = "mixed", _("Mixed evenly")
    APART = "apart", _("People of one workplace in different groups")
    CHOICE = "choice", _("Everyone chooses what to talk about")
    HAND = "hand", _("I put people into groups myself")
    SAME = "same", _("The same groups as before")


class Phase(models.TextChoices):
    """Prepared sets are seen by coaches alone; of those that are offered or open a session has one at a time."""

    PREPARED = "prepared", _("prepared")
    OFFERED = "offered", _("everyone chooses their group")
    OPEN = "open", _("open")
    CLOSED = "closed", _("ended")


GOING = (Phase.OFFERED.value, Phase.OPEN.value)


class GroupSet(models.Model):
    """Small groups that meet at the same time. ``tasks`` are the coach's, a text each; notes answer them in turn.

    ``reporting`` is the group that reports back in the session's own room now.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    title = Line(_("title"), max_length=120)
    how = models.CharField(max_length=8, choices=How)
    phase = models.CharField(max_length=8, choices=Phase, default=Phase.PREPARED)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    tasks = Data(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    reporting = models.ForeignKey("SmallGroup", models.SET_NULL, null=True, related_name="+")
    report_minutes = models.PositiveSmallIntegerField(default=3)
    report_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session"], condition=models.Q(phase__in=GOING), name="group_set_one_on")
        ]

    def __str__(self):
        return self.title


class SmallGroup(models.Model):
    """``number`` is its place in the address of its room, counted over all the sets of the session.

    ``called_at``: since when it has waited for a coach.
    """

    group_set = models.ForeignKey(GroupSet, models.CASCADE, related_name="groups")
    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = Line(_("name"), max_length=120)
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    called_at = models.DateTimeField(null=True)
    reported = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="small_group_number")]

    def __str__(self):
        return self.name

    @property
    def place(self):
        """Where its room is."""
        return Place(self.session_id, self.number)


class GroupPlace(models.Model):
    """Somebody's place in a set of groups; one a set. ``seen_at``: when they were last in the group's room."""

    group = models.ForeignKey(SmallGroup, models.CASCADE, related_name="places")
    group_set = models.ForeignKey(GroupSet, models.CASCADE, related_name="places")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group_set", "person"], name="group_place_one_a_set")]


class GroupNotes(models.Model):
    """What a group has written to one of the tasks, as it stands; ``task`` is its place among them, from 0."""

    group = models.ForeignKey(SmallGroup, models.CASCADE, related_name="notes")
    task = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["task"]
        constraints = [models.UniqueConstraint(fields=["group", "task"], name="group_notes_one_a_task")]


class NotesVersion(models.Model):
    """Every save, as it was sent, and every joining of two (``joins``) that were written at the same time."""

    notes = models.ForeignKey(GroupNotes, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    text = Prose(max_length=2 * LONGEST_NOTES, blank=True)
    joins = models.BooleanField(default=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["notes", "version"], name="notes_version_once")]


class CoachWord(models.Model):
    """What a coach has told all the groups of a set."""

    group_set = models.ForeignKey(GroupSet, models.CASCADE, related_name="words")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = Prose(max_length=1000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
