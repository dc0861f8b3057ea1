"""Prepared questions, their runs in rooms, and the ballots cast."""

import hashlib
import hmac
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Data, Line
from coaching.programmes.models import Theme
from realtime.models.rooms import Room
from realtime.tools.polls.kinds import CHOICES, KINDS

ON_ITS_WAY = timedelta(seconds=2)


class Reveal(models.TextChoices):
    LIVE = "live", _("Everyone, as they come")
    AFTER_OWN = "after_own", _("Those who have answered")
    WHEN_CLOSED = "when_closed", _("Everyone, when the poll is closed")
    COACH_ONLY = "coach_only", _("The coach, who may show them to everyone")


class Anonymity(models.TextChoices):
    NAMED = "named", _("Your answer is kept with your name.")
    PSEUDONYMOUS = "pseudonymous", _("Your answer is kept under the name you have in this group.")
    ANONYMOUS = "anonymous", _("Anonymous: nobody sees what you answer, not even the coach.")


class Question(models.Model):
    """What a prepared poll and its runs have in common; a run keeps a copy, so that it never changes under voters."""

    question = Line(_("question"), max_length=300)
    kind = models.CharField(_("kind"), max_length=8, choices=CHOICES, default="single")
    options = Data(_("options"), default=list, blank=True)
    settings = Data(_("settings"), default=dict, blank=True)
    reveal = models.CharField(_("who sees the results"), max_length=12, choices=Reveal, default=Reveal.LIVE)
    anonymity = models.CharField(_("anonymity"), max_length=12, choices=Anonymity, default=Anonymity.ANONYMOUS)

    class Meta:
        abstract = True

    @property
    def kind_of(self):
        """The kind itself, which checks, tallies and tells."""
        return KINDS[self.kind]


class Poll(Question):
    """A question prepared in a theme's library. Its runs are a series: comparable over sessions and subgroups.

    ``seconds`` is how long a run takes answers; None is until somebody closes
    it. A poll with ballots is never changed: a new version takes its place in
    the library, and it is ``retired``.
    """

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    seconds = models.PositiveSmallIntegerField(_("time to answer"), null=True, blank=True)
    retired = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["theme", "key"], name="poll_key")]

    def __str__(self):
        return self.question


class PollRun(Question):
    """One putting of a poll to a room. Question, options and anonymity are frozen when it opens.

    ``closes_at`` is when it takes no more answers, by the server's clock.
    ``follows`` is the run that a later one stands open beside for those who
    were absent; ``hidden`` has the keys of texts a coach has hidden.
    ``key`` turns a person into a voter key while an anonymous run is open, so
    that one ballot a person holds and a mind can be changed; closing destroys it.
    ``steps`` is what an anonymous run shows while it is open; see steps.py.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="runs")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="runs")
    revealed = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    follows = models.OneToOneField("self", models.CASCADE, null=True, related_name="afterwards")
    hidden = models.JSONField(default=list)
    key = models.BinaryField(max_length=32, null=True, editable=False)
    steps = Data(default=dict, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "poll"],
                condition=models.Q(closed_at__isnull=True, follows__isnull=True),
                name="run_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(key__isnull=True), name="run_closed_has_no_key"
            ),
        ]

    @property
    def is_open(self):
        return self.closed_at is None

    def takes_answers(self, at):
        """Whether an answer that came at this moment counts; one on its way when time ran out still does."""
        return self.is_open and (self.closes_at is None or at <= self.closes_at + ON_ITS_WAY)

    @property
    def is_anonymous(self):
        return self.anonymity == Anonymity.ANONYMOUS

    def voter_key(self, person):
        """The person's key among this run's ballots; only an open run can tell an anonymous one."""
        if not self.is_anonymous:
            return f"person:{person.pk}"
        return hmac.digest(bytes(self.key), str(person.pk).encode(), hashlib.sha256).hex()


class Ballot(models.Model):
    """One person's answer in one run. Without ``person`` nobody can tell whose it is once the run has closed.

    Its number is random, so that it does not tell when the ballot was cast.
    ``answer`` is as its kind stores it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(PollRun, models.CASCADE, related_name="ballots")
    voter_key = models.CharField(max_length=64)
    answer = Data()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "voter_key"], name="ballot_one_a_person")]


def fresh_key():
    return secrets.token_bytes(32)
