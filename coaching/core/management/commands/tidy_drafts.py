"""``manage.py tidy_drafts``: forget what was begun and left alone for half a year."""

from django.core.management.base import BaseCommand

from coaching.core import drafts


class Command(BaseCommand):
    help = "Forget drafts that nobody has gone on with for half a year. Once a night."

    def handle(self, **options):
        self.stdout.write(f"{drafts.tidy()} drafts forgotten.")
