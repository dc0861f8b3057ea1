"""What a person has watched."""

from math import ceil

from django.db import transaction
from django.utils import timezone

from coaching.core.history import record
from coaching.lectures import coverage
from coaching.lectures.models import Watching


@transaction.atomic
def watch(*, person, recording, seen, position):
    """Add the seconds watched, as [from, to] pairs; the same seconds again add nothing.

    At nine tenths the recording is watched, and it counts once as formal learning.
    """
    watching = _own(person, recording)
    watching.seen = coverage.union(watching.seen, seen, recording.duration or 0)
    watching.covered = coverage.seconds(watching.seen)
    watching.position = min(max(position, 0), recording.duration or 0)
    if watching.share >= coverage.DONE:
        _finish(watching)
    watching.save()
    return watching


@transaction.atomic
def tell_watched(*, person, recording):
    """The person says that it has been watched, where the player could not see it."""
    watching = _own(person, recording)
    if not watching.finished_at:
        watching.told = True
        _finish(watching)
        watching.save()
    return watching


def _own(person, recording):
    Watching.objects.get_or_create(person=person, recording=recording)
    watching = Watching.objects.select_for_update().get(person=person, recording=recording)
    watching.recording = recording
    return watching


def _finish(watching):
    recording = watching.recording
    if watching.finished_at:
        return
    watching.finished_at = timezone.now()
    record(
        "lectures.watched",
        actor=watching.person,
        target=recording,
        scope=recording.theme.programme_id,
        minutes=ceil((recording.duration or 0) / 60) or None,
        once=f"recording:{recording.pk}",
    )
