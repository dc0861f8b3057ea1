"""Slides, forms and links that belong to a theme."""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line, WebAddress
from coaching.lectures.models.recording import programmes_of
from coaching.programmes.models import Theme


def file_name(material, name):
    return f"materials/{secrets.token_urlsafe(12)}.{name.rsplit('.')[-1].lower()}"


class MaterialQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Materials of the themes whose recordings the user may see."""
        return self if user.is_superuser else self.filter(theme__programme__in=programmes_of(user))


class Material(models.Model):
    """Either a link or a file, which is always downloaded and never opened within the house."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="+")
    title = Line(_("title"))
    url = WebAddress(_("link"), blank=True)
    file = models.FileField(upload_to=file_name, blank=True)
    name = Line(_("file name"), blank=True)
    size = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="", file__gt="") | Q(url__gt="", file=""), name="material_is_a_link_or_a_file"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.url or reverse("lectures:material", args=[self.pk])

    @property
    def programme(self):
        return self.theme.programme

    @property
    def ending(self):
        """The kind of the file as people know it: "PDF", "DOCX"."""
        return self.name.rsplit(".")[-1].upper()
