"""How far each person has read, what they follow, and what they are told of by mail."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coaching.programmes.models import Programme
from groups.models import Subgroup


class ReadMark(models.Model):
    """How far a person has read: every number up to and including this one, on whatever device."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    thread = models.ForeignKey("forums.Thread", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thread"], name="read_mark_once")]


class Following(models.Model):
    """A thread a person has chosen to hear more of, or nothing. Who writes in one, or is asked, follows it."""

    class State(models.TextChoices):
        FOLLOWED = "followed", _("followed")
        MUTED = "muted", _("muted")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    thread = models.ForeignKey("forums.Thread", models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thread"], name="following_once")]


class MailChoice(models.Model):
    """What a person wants by mail, and when. Whoever has not chosen gets the defaults."""

    class Level(models.TextChoices):
        ALL = "all", _("Everything new in my subgroup, and what I follow")
        FOLLOWED = "followed", _("Only discussions I follow, and when somebody mentions me")
        NONE = "none", _("No mail")

    AT = time(6, 50)

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    level = models.CharField(_("What is mailed to you?"), max_length=8, choices=Level, default=Level.ALL)
    at = models.TimeField(_("At what time?"), default=AT)

    @classmethod
    def of(cls, person):
        return cls.objects.filter(person=person).first() or cls()


class Digest(models.Model):
    """The digests of one person from one place: a subgroup, or what is for everybody in the programme.

    ``day`` is the last on which one was made, so that one a day is made however many
    workers there are; ``told_until`` moves only when the mail has gone.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    subgroup = models.ForeignKey(Subgroup, models.CASCADE, null=True, related_name="+")
    day = models.DateField(null=True)
    told_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subgroup"], condition=Q(subgroup__isnull=False), name="digest_one_a_subgroup"
            ),
            models.UniqueConstraint(
                fields=["person", "programme"], condition=Q(subgroup__isnull=True), name="digest_one_for_everybody"
            ),
        ]
