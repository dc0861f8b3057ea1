"""A theme's shelf as a page shows it: recordings with their state and the reader's own progress, and materials."""

from coaching.lectures.models import Material, Recording, Watching
from coaching.lectures.times import length


def trail_to(theme):
    return [
        {"url": theme.programme.get_absolute_url(), "label": theme.programme.name},
        {"url": theme.get_absolute_url(), "label": str(theme)},
    ]


def shelf(user, theme):
    """The theme's recordings, each with ``own`` (the user's Watching or None) and ``length``; two queries."""
    return with_progress(user, Recording.objects.filter(theme=theme).with_caption_state().order_by("pk"))


def with_progress(user, recordings):
    recordings = list(recordings)
    own = {
        watching.recording_id: watching for watching in Watching.objects.filter(person=user, recording__in=recordings)
    }
    for recording in recordings:
        recording.own = own.get(recording.pk)
        recording.length = length(recording.duration) if recording.duration else ""
        if recording.own:
            recording.own.recording = recording
            recording.own.percent = round(recording.own.share * 100)
    return recordings


def materials(theme):
    return list(Material.objects.filter(theme=theme))
