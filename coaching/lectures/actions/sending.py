"""Taking in a recording's file, in pieces that may be sent again after any break."""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.lectures import films
from coaching.lectures.models import Recording, Upload, UploadPart
from coaching.lectures.tasks import prepare

PIECE = 4 * 1024 * 1024
FORGOTTEN = timedelta(days=3)


@transaction.atomic
def start(*, by, recording, name, size, changed=0):
    """A place for the file; the same file again gets the place it had, with what has come already."""
    _refuse_unfit(name, size)
    same = {"recording": recording, "person": by, "name": name, "size": size, "changed": changed}
    known = Upload.objects.filter(**same, finished_at=None).first()
    if known:
        return known
    for stale in Upload.objects.filter(touched_at__lt=timezone.now() - FORGOTTEN):
        drop(upload=stale)
    return Upload.objects.create(**same)


def take_piece(*, upload, offset, data):
    """Keep the bytes from ``offset`` on. Only the next piece in order fits: Refused otherwise, and nothing is kept."""
    if offset != upload.received or not data or upload.finished_at:
        raise Refused("wrong_place", _("This piece of the file does not come next. The sending goes on by itself."))
    if offset + len(data) > upload.size or len(data) > PIECE:
        raise Refused("piece_too_large", _("More came than was promised. Start sending the file again."))
    part = UploadPart(upload=upload, offset=offset, size=len(data))
    part.file.save("part", ContentFile(data), save=False)
    try:
        _add(part)
    except IntegrityError:  # the same piece came twice at once
        part.file.delete(save=False)
    upload.refresh_from_db()
    return upload


def send_whole(*, by, recording, file):
    """The way without scripts: one form, one piece."""
    upload = start(by=by, recording=recording, name=file.name, size=file.size)
    if upload.received:
        drop(upload=upload)
        upload = start(by=by, recording=recording, name=file.name, size=file.size)
    part = UploadPart(upload=upload, offset=0, size=file.size)
    part.file.save("part", file, save=False)
    _add(part)
    upload.refresh_from_db()
    return finish(by=by, upload=upload)


def finish(*, by, upload):
    """Hand the whole file over to be prepared; once done, doing it again changes nothing.

    What browsers cannot play is refused in words and thrown away.
    """
    if upload.finished_at:
        return upload.recording
    if upload.received < upload.size:
        raise Refused("not_whole", _("The file has not come whole yet. Send it again; it goes on from where it was."))
    try:
        with films.Joined(upload.parts.all()) as file:
            films.look_into(file, upload.name)
    except Refused:
        drop(upload=upload)
        raise
    return _hand_over(by, upload)


@transaction.atomic
def drop(*, upload):
    """Forget an upload and its pieces."""
    for part in upload.parts.all():
        transaction.on_commit(partial(part.file.storage.delete, part.file.name))
    upload.delete()


@transaction.atomic
def _add(part):
    part.save(force_insert=True)
    Upload.objects.filter(pk=part.upload_id).update(received=part.offset + part.size, touched_at=timezone.now())


@transaction.atomic
def _hand_over(by, upload):
    recording = Recording.objects.select_for_update().select_related("theme").get(pk=upload.recording_id)
    for earlier in Upload.objects.filter(recording=recording).exclude(pk=upload.pk):
        drop(upload=earlier)
    if Upload.objects.filter(pk=upload.pk, finished_at=None).update(finished_at=timezone.now()):
        recording.preparing_since, recording.trouble = timezone.now(), ""
        recording.save(update_fields=["preparing_since", "trouble"])
        record("lectures.uploaded", actor=by, target=recording, scope=recording.theme.programme_id)
        prepare.enqueue(str(upload.pk))
    return recording


def _refuse_unfit(name, size):
    if films.ending(name) not in films.ENDINGS:
        raise Refused("not_a_film", _("Send a film or a sound recording: MP4, WebM, M4A, MP3 or OGG."))
    if size <= 0:
        raise Refused("empty", _("The file is empty. Choose another file."))
    if size > settings.CONFIG.upload_megabytes * 1024 * 1024:
        raise Refused(
            "too_large",
            _("The file is larger than %(limit)s MB. Save the film in a smaller size and send it again.")
            % {"limit": settings.CONFIG.upload_megabytes},
        )
