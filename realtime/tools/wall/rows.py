"""Notes as rows for the evaluator. On an anonymous wall nothing tells who, when, or in which order."""

from django.db.models import Count, Q, Sum
from django.utils.crypto import salted_hmac

from realtime.datasets import AT_ONCE, subgroups_of
from realtime.tools.wall.models import Mark, Names, Note, Phase, Wall


def note_rows(extract):
    """Notes that were shown to everybody; those of anonymous walls once the wall is closed, in an order by chance."""
    subgroups = subgroups_of(extract)
    walls = Wall.objects.filter(extract.moments("opened_at"), room__session__programme=extract.programme_id)
    for wall in walls.order_by("pk").select_related("room__session").iterator(AT_ONCE):
        if wall.is_anonymous and wall.phase != Phase.CLOSED:
            continue
        given = _given(wall)
        for number, note in enumerate(_notes(wall), start=1):
            likes, dots = given.get(note.pk, (0, 0))
            yield {
                "wall": wall.pk,
                "session": wall.room.session.key,
                "subgroup": subgroups.get(wall.room.session_id, ""),
                "title": wall.title,
                "question": wall.question,
                "names": wall.names,
                "heading": note.heading.text if note.heading else "",
                "note": number,
                "small_group": note.group.name if note.group else "",
                "person": note.person_id,
                "at": None if wall.is_anonymous else note.at,
                "colour": note.colour,
                "text": note.text,
                "picture": note.picture_words,
                "likes": likes,
                "dots": dots,
            }


def _notes(wall):
    notes = list(Note.objects.shown().filter(wall=wall).select_related("heading", "group"))
    if wall.names == Names.ANONYMOUS:
        notes.sort(key=lambda note: salted_hmac("wall_notes", str(note.pk)).digest())
    return notes


def _given(wall):
    marks = Mark.objects.filter(note__wall=wall).values_list("note").order_by()
    return {note: rest for note, *rest in marks.annotate(likes=Count("pk", filter=Q(liked=True)), dots=Sum("dots"))}
