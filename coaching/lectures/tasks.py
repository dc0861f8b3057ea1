"""Long work after an upload, done by the background worker."""

import logging

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from coaching.lectures import films
from coaching.lectures.actions.preparing import adopt
from coaching.lectures.models import Recording, Upload

log = logging.getLogger("digikahvit.lectures")


@task
def prepare(upload_id):
    """Make the uploaded file the recording's own. When it fails, the recording says so and what to do."""
    upload = Upload.objects.select_related("recording", "person").filter(pk=upload_id).first()
    parts = list(upload.parts.all()) if upload else []
    if not parts:
        return  # another file was sent meanwhile, or this has been done
    try:
        with films.Joined(parts) as file:
            adopt(recording=upload.recording, file=file, name=upload.name)
    except Exception:
        log.exception("Preparing recording %s failed.", upload.recording_id)
        with override(upload.person.language):
            trouble = _("The file could not be prepared. Send it again; if that fails too, save it again as MP4.")
        Recording.objects.filter(pk=upload.recording_id).update(preparing_since=None, trouble=trouble)
        raise
    for part in parts:
        part.file.delete(save=False)
        part.delete()
