"""What the whole house keeps: what was done, who looked, and texts not yet sent."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.fields import Prose


class History(models.Model):
    """One deed, written in the open by the verb that did it.

    ``scope`` is the number of the programme it happened in; this floor knows
    no programmes. ``once`` makes a deed count a single time for its actor.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    target_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    scope = models.PositiveBigIntegerField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    once = models.CharField(max_length=80, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["actor", "at"], name="history_of_actor"),
            models.Index(fields=["target_type", "target_id"], name="history_of_target"),
        ]
        constraints = [models.UniqueConstraint(fields=["actor", "verb", "once"], name="history_once")]


class AppendOnly(models.QuerySet):
    def update(self, **values):
        raise Refused("append_only", _("The access log cannot be changed."))

    def delete(self):
        raise Refused("append_only", _("The access log cannot be changed."))


class AccessLog(models.Model):
    """Who took out, looked at or changed what is sensitive. Rows are only ever added; no free text."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    scope = models.PositiveBigIntegerField(null=True)
    details = models.JSONField(default=dict)

    objects = AppendOnly.as_manager()

    def save(self, *args, **kwargs):
        if self.pk:
            raise Refused("append_only", _("The access log cannot be changed."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Refused("append_only", _("The access log cannot be changed."))


class Draft(models.Model):
    """A text its writer has not sent yet, kept so that no lost session loses it.

    ``about`` names the place by the page that offers it, such as "thread:12".
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    about = models.CharField(max_length=80)
    text = Prose()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "about"], name="draft_one_a_place")]
