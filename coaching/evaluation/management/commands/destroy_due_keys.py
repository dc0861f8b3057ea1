"""Destroys the keys of studies whose day has come. Run it daily."""

from django.core.management.base import BaseCommand

from coaching.evaluation.actions import destroy_due_keys


class Command(BaseCommand):
    help = "Destroys the keys of studies whose day has come. Run it daily."

    def handle(self, **_options):
        for study in destroy_due_keys():
            self.stdout.write(f"{study.programme.key}/{study.key}: key destroyed")
