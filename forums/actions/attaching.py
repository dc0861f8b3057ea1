"""Files to a post, and away from it."""

from django.core.files.base import ContentFile
from django.db import transaction

from forums.models import Attachment


def attach(post, files):
    """Keep the files (each a ``core.files.Cleaned``) with the post."""
    for file in files:
        attachment = Attachment(post=post, name=file.name, kind=file.kind, size=len(file.content))
        attachment.file.save("", ContentFile(file.content))


def detach(*, attachment):
    """Take a file away for good."""
    attachment.delete()
    transaction.on_commit(lambda: attachment.file.delete(save=False))
