"""One's deeds and notes in one line of time, by month."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coaching.core.registries import verbs
from coaching.journal.mix import duration, learning_deeds, learning_verbs
from coaching.journal.models import Entry, Mode


@dataclass(frozen=True)
class Line:
    """A row of the timeline: a note by hand (``entry``) or a deed told in a sentence."""

    date: date
    mode: str
    mode_label: str
    time: str
    entry: Any = None
    sentence: str = ""


def timeline_of(person, programme, limit=None):
    """(months, how many in all): months are (first of month, lines), newest first, at most ``limit`` lines."""
    deeds = learning_deeds(programme.pk).filter(actor=person).order_by("-at")
    notes = Entry.objects.filter(person=person, programme=programme).select_related("programme")
    total = deeds.count() + notes.count()
    deeds, notes = list(deeds[:limit]), list(notes[:limit])
    prefetch_related_objects(deeds, "target")
    lines = [*map(_of_note, notes), *map(_of_deed, deeds)]
    lines.sort(key=lambda line: line.date, reverse=True)
    months = groupby(lines[:limit], key=lambda line: line.date.replace(day=1))
    return [(month, list(of_month)) for month, of_month in months], total


def _of_note(entry):
    return Line(entry.date, entry.mode, entry.get_mode_display(), _time(entry.minutes), entry=entry)


def _of_deed(deed):
    """Told without the actor: on one's own page it is always oneself."""
    mode = learning_verbs()[deed.verb]
    target = str(deed.target) if deed.target else _("something that is no longer here")
    sentence = capfirst(str(verbs[deed.verb].sentence).format(actor="", target=target).strip())
    return Line(timezone.localdate(deed.at), mode, Mode(mode).label, _time(deed.minutes), sentence=sentence)


def _time(minutes):
    return duration(minutes) if minutes else ""
