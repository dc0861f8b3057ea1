"""A discussion, and what of it each reader is told."""

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line
from coaching.pilots.models import Pilot
from coaching.programmes.models import Programme, Session, Theme
from forums.models.audience import kept_by, open_to
from forums.models.post import Post
from forums.models.reading import Following, ReadMark
from groups.models import Subgroup


class Kind(models.TextChoices):
    TALK = "talk", _("discussion")
    PROMPT = "prompt", _("reflection")
    EXPERT = "expert", _("question to an expert")


class ThreadQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(open_to(user))

    def withheld_from(self, user):
        """Reflections the user has not answered yet, and does not keep order in: nobody else's answer is for them."""
        answered = Post.objects.filter(author_id=user.pk, number__gt=1).values("thread_id")
        return self.filter(kind=Kind.PROMPT).exclude(pk__in=answered).exclude(kept_by(user))

    def told_to(self, user):
        """Each as the reader is told of it; of what is withheld only the opening post.

        ``is_withheld``; ``following`` ("followed", "muted" or ""); ``read``, the last number they have read;
        ``unread``, how many of others' posts came after it and are there to be read; ``shown_count`` posts;
        ``shown_at``, when the newest came, and ``last_author``.
        """
        withheld = Q(pk__in=Thread.objects.withheld_from(user).values("pk"))
        read = ReadMark.objects.filter(person=user, thread=OuterRef("pk")).values("number")
        following = Following.objects.filter(person=user, thread=OuterRef("pk")).values("state")
        newest = Post.objects.filter(thread=OuterRef("pk")).order_by("-number").values("author_id")[:1]
        return (
            self.annotate(
                is_withheld=Case(When(withheld, then=True), default=False),
                shown_count=Case(When(withheld, then=Value(1)), default=F("posts_count"), output_field=_NUMBER),
                shown_at=Case(When(withheld, then=F("created_at")), default=F("last_post_at")),
                last_author=Case(When(withheld, then=F("author_id")), default=Subquery(newest), output_field=_NUMBER),
                following=Coalesce(Subquery(following), Value("")),
                read=Coalesce(Subquery(read), 0, output_field=_NUMBER),
            )
            .annotate(unread=Case(When(withheld, then=_counted(_news(user, number=1))), default=_counted(_news(user))))
            .alias(has_news=Case(When(withheld, then=Exists(_news(user, number=1))), default=Exists(_news(user))))
        )

    def with_news(self):
        """Of those told, the ones that hold something unread and are not muted."""
        return self.filter(has_news=True).exclude(following=Following.State.MUTED)


_NUMBER = models.IntegerField()


def _news(user, **which):
    """The posts of a thread that has ``read`` that are new to the user."""
    news = Post.objects.filter(thread=OuterRef("pk"), number__gt=OuterRef("read"), hidden_at__isnull=True, **which)
    return news.exclude(author_id=user.pk)


def _counted(posts):
    counted = posts.order_by().values("thread").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0, output_field=_NUMBER)


class Thread(models.Model):
    """One discussion: of a subgroup, or of the whole programme when it has none.

    In a reflection (``PROMPT``) nobody sees the others' answers before giving their own.
    A question to an expert (``EXPERT``) has an ``owner`` who answers it, by a day.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    subgroup = models.ForeignKey(Subgroup, models.RESTRICT, null=True, blank=True, related_name="+")
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="+")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="+")
    pilot = models.ForeignKey(Pilot, models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.TALK)
    title = Line(_("title"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    posts_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(default=timezone.now)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["programme", "subgroup", "-last_post_at"], name="thread_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="expert") | Q(answer_by__isnull=False), name="question_to_an_expert_has_a_day"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("forums:thread", args=[self.pk])

    @property
    def draft_name(self):
        return f"thread:{self.pk}"

    @property
    def is_waiting(self):
        """A question that its expert has still to answer."""
        return self.kind == Kind.EXPERT and not self.answered_at and not self.closed_at

    @property
    def is_overdue(self):
        return self.is_waiting and self.answer_by < timezone.localdate()
