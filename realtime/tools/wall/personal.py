"""What walls know of one person: handing it out, and forgetting it."""

import secrets

from django.db.models import Q

from realtime.tools.wall.models import Mark, Note, Phase, Wall
from realtime.tools.wall.notes import take_picture_off


def export_notes(person):
    """The person's own notes, those of anonymous walls as long as it can be known whose they are."""
    notes = _notes_of(person).select_related("wall").order_by("pk")
    return list(notes.values("wall__title", "at", "text", "picture_words"))


def forget_writer(person):
    """Notes stay readable, by somebody who has left; their pictures go, and likes and dots keep their weight."""
    keys = [wall.key_of(person.pk) for wall in _open_walls()]
    for mark in Mark.objects.filter(giver_key__in=keys):
        mark.giver_key = secrets.token_hex(32)
        mark.save(update_fields=["giver_key"])
    for note in _notes_of(person):
        take_picture_off(note)
        note.person = None
        note.writer_key = secrets.token_hex(32)
        note.save()


def _notes_of(person):
    keys = [wall.key_of(person.pk) for wall in _open_walls() if wall.is_anonymous]
    return Note.objects.filter(Q(person=person) | Q(writer_key__in=keys))


def _open_walls():
    return Wall.objects.exclude(phase=Phase.CLOSED)
