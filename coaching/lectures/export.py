"""What leaves the house: a person's own data, and who watched what for the evaluator."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Column
from coaching.lectures.actions.sending import drop
from coaching.lectures.models import Upload, Watching

COLUMNS = {
    "person": Column(_("Who watched"), "person"),
    "recording": Column(_("Title of the recording")),
    "theme": Column(_("Number and name of the theme")),
    "length_seconds": Column(_("Length of the recording in seconds"), "decimal"),
    "covered_share": Column(
        _("Share of the recording's different seconds played, 0 to 1; seconds played twice count once"), "decimal"
    ),
    "finished_at": Column(_("When nine tenths had been played, or the person said so; empty if not yet"), "datetime"),
    "told_by_person": Column(_("Whether the person said so and the player had not seen it"), "boolean"),
    "last_watched_at": Column(_("When the person last watched"), "datetime"),
}


def watched_rows(extract):
    """One row a person and recording; ``since`` and ``until`` are of the last watching."""
    watched = Watching.objects.filter(extract.moments("changed_at"), recording__theme__programme=extract.programme_id)
    for watching in watched.select_related("recording__theme").order_by("pk").iterator(chunk_size=500):
        yield {
            "person": watching.person_id,
            "recording": watching.recording.title,
            "theme": str(watching.recording.theme),
            "length_seconds": watching.recording.duration,
            "covered_share": round(watching.share, 3),
            "finished_at": watching.finished_at,
            "told_by_person": watching.told,
            "last_watched_at": watching.changed_at,
        }


def watched_by(person):
    """Everything kept of what the person has watched."""
    return [
        {
            "recording": watching.recording.title,
            "seconds_seen": watching.seen,
            "position": watching.position,
            "said_so": watching.told,
            "finished_at": watching.finished_at,
            "last_watched_at": watching.changed_at,
        }
        for watching in Watching.objects.filter(person=person).select_related("recording").order_by("pk")
    ]


def sent_by(person):
    """Files on their way in."""
    return [
        {"file": upload.name, "recording": upload.recording.title, "size": upload.size, "received": upload.received}
        for upload in Upload.objects.filter(person=person).select_related("recording").order_by("touched_at")
    ]


def forget_watched(person):
    """What somebody watched says nothing to others: it goes whole."""
    Watching.objects.filter(person=person).delete()


def forget_sent(person):
    """Files half sent go; a recording that is ready or being prepared belongs to the programme and stays."""
    for upload in Upload.objects.filter(person=person).exclude(finished_at__isnull=False, parts__isnull=False):
        drop(upload=upload)
