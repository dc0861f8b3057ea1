"""Fills the demonstration programme with made-up visits and answers."""

from django.core.management.base import BaseCommand

from coaching.evaluation.demonstration import fill
from coaching.programmes.models import Programme


class Command(BaseCommand):
    help = "Fill the demonstration programme with made-up visits and answers. Does nothing when it has visits."

    def handle(self, **_options):
        for programme in Programme.objects.filter(key="digisosiaalipalvelut"):
            fill(programme)
