"""Making a file that has come whole the recording's own."""

from functools import partial

import av
from django.core.files.base import ContentFile, File
from django.db import transaction

from coaching.lectures import films
from coaching.lectures.models import Recording, Watching


def adopt(*, recording, file, name):
    """Store the file, read its length and make its poster; Refused when browsers do not play it.

    The file before it goes away after that, with the seconds people had seen
    of it; that somebody had watched it to the end stays true.
    """
    film = films.look_into(file, name)
    file.seek(0)
    picture = _poster(file) if film.has_picture else None
    file.seek(0)
    file_name = _stored(recording, "file", name, File(file))
    poster_name = _stored(recording, "poster", "poster.jpg", ContentFile(picture)) if picture else ""
    return _put_in_place(recording.pk, film, file_name, poster_name)


def _poster(file):
    try:
        return films.poster(file)
    except (av.FFmpegError, StopIteration):
        return None  # a film whose picture cannot be shown small is still a film


def _stored(recording, column, name, content):
    field = Recording._meta.get_field(column)
    return field.storage.save(field.generate_filename(recording, name), content)


@transaction.atomic
def _put_in_place(pk, film, file_name, poster_name):
    recording = Recording.objects.select_for_update().get(pk=pk)
    for old in filter(None, (recording.file, recording.poster)):
        transaction.on_commit(partial(old.storage.delete, old.name))
    recording.file, recording.poster = file_name, poster_name
    recording.duration, recording.content_type = film.duration, film.content_type
    recording.preparing_since, recording.trouble = None, ""
    recording.save()
    Watching.objects.filter(recording=recording).update(seen=[], covered=0, position=0)
    return recording
