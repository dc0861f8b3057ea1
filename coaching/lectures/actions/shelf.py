"""Keeping a theme's shelf: recordings, captions, materials, publishing."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.lectures.models import Caption, Material, Recording


@transaction.atomic
def add_recording(*, by, theme, **values):
    recording = Recording.objects.create(theme=theme, **values)
    record("lectures.recording_added", actor=by, target=recording, scope=theme.programme_id)
    return recording


@transaction.atomic
def edit_recording(*, by, recording, **values):
    """Change what is told of it; a published one must still have the captions the law asks."""
    for name, value in values.items():
        setattr(recording, name, value)
    if recording.is_published:
        _require_captions(recording)
    recording.save(update_fields=list(values))
    record("lectures.recording_edited", actor=by, target=recording, scope=recording.theme.programme_id)
    return recording


@transaction.atomic
def publish(*, by, recording):
    """Let the members watch it. What was made for watching needs its captions first; a live event's may follow."""
    if not recording.file or recording.preparing_since:
        raise Refused("no_file", _("There is no film to publish yet. Send the file and wait until it is ready."))
    _require_captions(recording)
    if not recording.is_published:
        recording.published_at = timezone.now()
        recording.save(update_fields=["published_at"])
        record("lectures.published", actor=by, target=recording, scope=recording.theme.programme_id)
    return recording


@transaction.atomic
def withdraw(*, by, recording):
    """Take it from the members' sight; what they have watched stays theirs."""
    recording.published_at = None
    recording.save(update_fields=["published_at"])
    record("lectures.withdrawn", actor=by, target=recording, scope=recording.theme.programme_id)
    return recording


@transaction.atomic
def add_captions(*, by, recording, language, text):
    """``text`` has been through captions.checked; captions there already in this language are replaced."""
    captions, _made = Caption.objects.update_or_create(recording=recording, language=language, defaults={"text": text})
    record("lectures.captioned", actor=by, target=recording, scope=recording.theme.programme_id)
    return captions


@transaction.atomic
def remove_captions(*, by, captions):
    recording = captions.recording
    captions.delete()
    if recording.is_published:
        _require_captions(recording)
    record("lectures.captions_removed", actor=by, target=recording, scope=recording.theme.programme_id)
    return recording


@transaction.atomic
def add_material(*, by, theme, **values):
    material = Material.objects.create(theme=theme, **values)
    record("lectures.material_added", actor=by, target=material, scope=theme.programme_id)
    return material


@transaction.atomic
def remove_material(*, by, material):
    record("lectures.material_removed", actor=by, target=material.theme, scope=material.theme.programme_id)
    if material.file:
        transaction.on_commit(partial(material.file.storage.delete, material.file.name))
    material.delete()


def _require_captions(recording):
    if recording.is_live_event or recording.captions.filter(language=recording.language).exists():
        return
    raise Refused(
        "captions_missing",
        _(
            "A recording made for watching is published with captions: add captions in its own language "
            "(%(language)s) first."
        )
        % {"language": recording.get_language_display()},
    )
