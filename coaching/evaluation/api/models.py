"""Tokens that let an evaluator's programs read, and how much each has been used."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Token(models.Model):
    """The right of one evaluator's programs to read some tables of one study up to a day. Only its hash is kept.

    It gives nothing that its holder may not take out at that moment: when their
    time as an evaluator ends, so does this. ``ending`` are its last four signs,
    by which people tell tokens apart.
    """

    study = models.ForeignKey("evaluation.Study", models.CASCADE, related_name="tokens")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    tables = models.JSONField(default=list)
    token_hash = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    ends = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    @property
    def has_ended(self):
        return self.ends < timezone.localdate()

    @property
    def is_in_force(self):
        return self.revoked_at is None and not self.has_ended


class TokenUse(models.Model):
    """What a token has read of one table in one day: a row however often it came. Table "" is the frame."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="uses")
    day = models.DateField()
    table = models.CharField(max_length=60)
    requests = models.PositiveIntegerField(default=1)
    rows = models.PositiveBigIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "day", "table"], name="token_use_a_day")]
