"""What notes have been given: likes and dots. Who gave them is told to nobody."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from realtime.tools.wall.models import Mark


@dataclass(frozen=True)
class Given:
    note: int
    likes: int = 0
    dots: int = 0
    after_own = False

    def told_to(self, view, has_acted=False):
        return {"note": self.note, "likes": self.likes, "dots": self.dots}


def given_in(room_id, notes=None):
    """{note: Given} of the notes asked for, or of all that have been given something."""
    marks = Mark.objects.filter(note__wall__room=room_id, note__hidden=False)
    if notes is not None:
        marks = marks.filter(note__in=notes)
    sums = marks.values_list("note").annotate(likes=Count("pk", filter=Q(liked=True)), dots=Sum("dots")).order_by()
    return {note: Given(note) for note in notes or ()} | {row[0]: Given(*row) for row in sums}
