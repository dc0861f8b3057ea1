"""Fills the rooms of the demonstration's past digikahvit with made-up answers and notes."""

from django.core.management.base import BaseCommand

from coaching.programmes.models import Programme
from realtime.demonstration import fill


class Command(BaseCommand):
    help = "Fill the demonstration's past digikahvit with made-up answers and notes. Does nothing when one has polls."

    def handle(self, **_options):
        for programme in Programme.objects.filter(key="digisosiaalipalvelut"):
            fill(programme)
