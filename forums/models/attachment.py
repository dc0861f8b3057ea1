"""Files that go with a post, always taken home and never opened within the house."""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line
from forums.models.audience import kept_by
from forums.models.post import Post
from forums.models.thread import Thread


def file_name(attachment, _name):
    return f"forum/{secrets.token_urlsafe(16)}.{attachment.kind}"


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With their posts; of a hidden post only for its writer and those who keep order there."""
        kept = Thread.objects.filter(kept_by(user)).values("pk")
        shown = Q(post__hidden_at__isnull=True) | Q(post__author_id=user.pk) | Q(post__thread__in=kept)
        return self.filter(shown, post__in=Post.objects.visible_to(user).values("pk"))


class Attachment(models.Model):
    post = models.ForeignKey(Post, models.CASCADE, related_name="attachments")
    name = Line(_("file name"), max_length=120)
    kind = models.SlugField(max_length=5)
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to=file_name)
    added_at = models.DateTimeField(default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def get_absolute_url(self):
        return reverse("forums:attachment", args=[self.pk])
