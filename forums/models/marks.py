"""What people set on a post beside words: a reaction, a mention of somebody, a report to the coaches."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line
from forums.models.audience import kept_by
from forums.models.post import Post
from forums.models.thread import Thread


class Reaction(models.Model):
    class Kind(models.TextChoices):
        THANKS = "thanks", _("Thank you")
        SAME = "same", _("The same here")
        TRY = "try", _("I will try this")

    post = models.ForeignKey(Post, models.CASCADE, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person", "kind"], name="reaction_once")]


class MentionQuerySet(models.QuerySet):
    def waiting_for(self, user):
        """Those the person has not seen yet, of posts they may still read."""
        posts = Post.objects.visible_to(user).filter(hidden_at__isnull=True)
        return self.filter(person_id=user.pk, seen_at__isnull=True, post__in=posts)


class Mention(models.Model):
    """Somebody is spoken to in a post. It stands beside the text: no text holds a name for it, nor any export."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="mention_once")]


class ReportQuerySet(models.QuerySet):
    def for_coach(self, user):
        """Those not handled yet, where the user keeps order."""
        kept = Thread.objects.visible_to(user).filter(kept_by(user))
        return self.filter(handled_at__isnull=True, post__thread__in=kept.values("pk"))


class Report(models.Model):
    """A reader asks the coaches to look at a post. Who asked is shown to nobody."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    reason = Line(_("reason"))
    at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "by"], condition=Q(handled_at__isnull=True), name="report_one_open_a_person"
            )
        ]
