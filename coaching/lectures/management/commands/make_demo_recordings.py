"""Fills the shelf of a demonstration."""

import io

from django.core.management.base import BaseCommand

from coaching.lectures import demonstration
from coaching.lectures.actions.preparing import adopt
from coaching.lectures.actions.shelf import add_captions, publish
from coaching.lectures.models import Recording


class Command(BaseCommand):
    help = (
        "Makes a short real film with captions for every recording that has no file, and publishes it. "
        "Recordings that have a file, or one being sent, are left alone."
    )

    def handle(self, *args, **options):
        waiting = Recording.objects.filter(file="", preparing_since=None).select_related("theme").order_by("pk")
        for recording in waiting:
            said = demonstration.lines(recording)
            if not said:
                self.stderr.write(f"{recording.title}: there are no words in {recording.get_language_display()}.")
                continue
            adopt(recording=recording, file=io.BytesIO(demonstration.film(recording, said)), name="film.mp4")
            add_captions(by=None, recording=recording, language=recording.language, text=demonstration.captions(said))
            publish(by=None, recording=Recording.objects.get(pk=recording.pk))
            if options["verbosity"]:
                self.stdout.write(recording.title)
