"""Discussions: threads, what was written in them, how it was changed, and how far each person has read."""

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line, Prose
from coaching.programmes.models import MEMBERS, Enrolment, Programme, Role, Theme
from groups.models import Subgroup

TAKES_PART = (*MEMBERS, Role.COACH, Role.DEVELOPER, Role.ORGANISER)


def taken_part_in(user):
    """Programmes where the user takes part today: all but those one only evaluates."""
    if not user.is_authenticated:
        return Programme.objects.none()
    if user.is_superuser:
        return Programme.objects.all()
    own = Enrolment.objects.current().filter(person=user, role__in=TAKES_PART)
    return Programme.objects.filter(pk__in=own.values("programme_id"))


def open_to(user, programme="programme", subgroup="subgroup"):
    """The condition that something was written for this user to read: their programme, and their subgroup or everybody.

    An evaluator takes no part, so nothing written here is for them.
    """
    return Q(**{f"{programme}__in": taken_part_in(user).values("pk")}) & (
        Q(**{f"{subgroup}__isnull": True}) | Q(**{f"{subgroup}__in": Subgroup.objects.visible_to(user).values("pk")})
    )


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(open_to(user))

    def with_unread(self, user):
        """Each with ``read``, the last number the user has read, and ``unread``, how many were written after it."""
        read = ReadMark.objects.filter(person=user, thread=OuterRef("pk")).values("number")
        return self.annotate(read=Coalesce(Subquery(read), 0)).annotate(unread=F("posts_count") - F("read"))

    def with_last_author(self):
        """Each with ``last_author``, the number of the person who wrote last."""
        newest = Post.objects.filter(thread=OuterRef("pk")).order_by("-number").values("author_id")[:1]
        return self.annotate(last_author=Subquery(newest))


class Thread(models.Model):
    """One discussion: of a subgroup, or of the whole programme when it has none."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    subgroup = models.ForeignKey(Subgroup, models.RESTRICT, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")
    title = Line(_("title"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    posts_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(default=timezone.now)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["programme", "subgroup", "-last_post_at"], name="thread_newest_first")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("forums:thread", args=[self.pk])

    @property
    def draft_name(self):
        return f"thread:{self.pk}"


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        """By the audience the post was written for, wherever its thread is now."""
        return self.filter(open_to(user, programme="thread__programme"))


class Post(models.Model):
    """One writing in a thread; number 1 opens it.

    ``subgroup`` is the audience it was written for and never changes, so that
    no later change of the thread opens old words to new readers. ``roots`` is
    what the search reads (see words.py).
    """

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
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


class ReadMark(models.Model):
    """How far a person has read: every number up to and including this one, on whatever device."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thread"], name="read_mark_once")]
