"""A file on its way in, piece by piece, so that a bad network costs one piece and not the whole."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line
from coaching.lectures.models.recording import Recording


def part_name(part, name):
    return f"uploads/{part.upload_id}/{part.offset:015}"


class Upload(models.Model):
    """``changed`` is the browser's time of the file's last change: with name and size it tells the same file again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recording = models.ForeignKey(Recording, models.CASCADE, related_name="uploads")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = Line(_("file name"))
    size = models.PositiveBigIntegerField()
    changed = models.PositiveBigIntegerField(default=0)
    received = models.PositiveBigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(auto_now=True)


class UploadPart(models.Model):
    """A piece kept in the storage until the whole is joined; the same place is never filled twice."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    file = models.FileField(upload_to=part_name)

    class Meta:
        ordering = ["offset"]
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="upload_part_once")]
