"""What was written, and what it said before."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line, Prose
from forums.models.audience import open_to
from groups.models import Subgroup


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        """By the audience the post was written for and by its thread's; of a reflection unanswered, the opening alone.

        What a coach has hidden is among them: that it is there is shown, its words to few.
        """
        audiences = open_to(user, programme="thread__programme", subgroups=("subgroup", "thread__subgroup"))
        withheld = apps.get_model("forums", "Thread").objects.withheld_from(user).values("pk")
        return self.filter(audiences).filter(Q(number=1) | Q(author_id=user.pk) | ~Q(thread__in=withheld))


class Post(models.Model):
    """One writing in a thread; number 1 opens it.

    ``subgroup`` is the audience it was written for and never changes, so that
    no later change of the thread opens old words to new readers. ``roots`` is
    what the search reads (see words.py).
    """

    thread = models.ForeignKey("forums.Thread", models.CASCADE, related_name="posts")
    subgroup = models.ForeignKey(Subgroup, models.RESTRICT, null=True, blank=True, related_name="+", editable=False)
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = Prose(_("text"))
    roots = models.TextField(editable=False)
    written_at = models.DateTimeField(default=timezone.now, db_index=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    hidden_reason = Line(_("reason"), blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="post_number_once")]

    def __str__(self):
        return f"{self.thread_id}.{self.number}"

    def get_absolute_url(self):
        return f"{reverse('forums:thread', args=[self.thread_id])}?post={self.number}#post-{self.number}"

    @property
    def draft_name(self):
        return f"post:{self.pk}"


class PostVersion(models.Model):
    """What a post said before it was changed, and until when it said so."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="versions")
    text = Prose(_("text"))
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
