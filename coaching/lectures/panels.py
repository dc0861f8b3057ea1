"""What the lectures show on the pages of the floor below."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from coaching.lectures.models import Recording, Watching
from coaching.lectures.shelves import materials, shelf, with_progress
from coaching.programmes.models import MEMBERS, Attendance, Enrolment, Session

SHOWN = 3


def theme_shelf(request, theme):
    """The theme's recordings and materials."""
    if not request.user.has_perm("lectures.see", theme):
        return None
    return {
        "theme": theme,
        "recordings": shelf(request.user, theme),
        "materials": materials(theme),
        "may_edit": request.user.has_perm("lectures.edit", theme),
    }


def missed(request, _subject):
    """Recordings of lectures that were held without the reader, and not watched yet."""
    recordings = list(missed_recordings(request.user)[: SHOWN + 1])
    if not recordings:
        return None
    return {"recordings": with_progress(request.user, recordings[:SHOWN]), "more": len(recordings) > SHOWN}


def missed_recordings(person):
    """Published, not finished, of a theme whose lecture the person, a member, was at none of."""
    now = timezone.now()
    mine = Enrolment.objects.current().filter(person_id=person.pk, role__in=MEMBERS)
    lectures = Session.objects.filter(theme=OuterRef("theme"), kind=Session.Kind.LECTURE)
    held = lectures.filter(Q(ends_at__lt=now) | Q(starts_at=None))
    there = Attendance.objects.filter(
        person_id=person.pk, session__theme=OuterRef("theme"), session__kind=Session.Kind.LECTURE
    )
    finished = Watching.objects.filter(person_id=person.pk, recording=OuterRef("pk"), finished_at__isnull=False)
    return (
        Recording.objects.published()
        .filter(Exists(held), ~Exists(there), ~Exists(finished), theme__programme__in=mine.values("programme_id"))
        .select_related("theme__programme")
        .order_by("theme__programme", "theme__number", "pk")
    )


def overdue_captions(request, programme):
    """For those who keep the shelf: recordings whose captions the law asks for by now."""
    if not request.user.has_perm("lectures.edit", programme):
        return None
    recordings = list(
        Recording.objects.captions_overdue().filter(theme__programme=programme).select_related("theme").order_by("pk")
    )
    return {"recordings": recordings} if recordings else None
