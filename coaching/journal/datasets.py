"""The journal for the evaluation: when, how and how long. What was written never leaves the notebook."""

from heapq import merge

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Column, Dataset
from coaching.journal.mix import learning_deeds, learning_verbs
from coaching.journal.models import Entry, Mode

SOURCES = {"deed": _("noted by the platform"), "hand": _("written by hand")}
CHUNK = 2_000


def journal_rows(extract):
    """By date; deeds of learning and notes by hand that tell of something done. Bare promises are left out."""
    yield from merge(_deeds(extract), _notes(extract), key=lambda row: row["date"])


def _deeds(extract):
    deeds = learning_deeds(extract.programme_id).filter(extract.moments("at"), actor__isnull=False)
    modes = learning_verbs()
    for deed in deeds.order_by("at", "pk").iterator(CHUNK):
        yield _row(deed.actor_id, timezone.localdate(deed.at), modes[deed.verb], "deed", deed.minutes)


def _notes(extract):
    notes = Entry.objects.done().filter(extract.days("date"), programme=extract.programme_id).order_by("date", "pk")
    fields = ("person_id", "date", "mode", "minutes")
    for person, date, mode, minutes in notes.values_list(*fields).iterator(CHUNK):
        yield _row(person, date, mode, "hand", minutes)


def _row(person, date, mode, source, minutes):
    return {"person": person, "date": date, "mode": mode, "source": source, "minutes": minutes}


JOURNAL = Dataset(
    title=_("Learning at work, with peers and in training"),
    columns={
        "person": Column(_("Who learned"), "person"),
        "date": Column(_("The day of the deed or the note"), "date"),
        "mode": Column(_("How the learning came about"), "category", dict(Mode.choices)),
        "source": Column(
            _("Whether the platform noted it as it happened or the person wrote it by hand"), "category", SOURCES
        ),
        "minutes": Column(_("Minutes, where known"), "integer"),
    },
    rows=journal_rows,
)
