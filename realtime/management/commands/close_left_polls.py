from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db.models.functions import Coalesce
from django.utils import timezone

from realtime.models import PollRun
from realtime.tools.polls.actions import close

LEFT_AFTER = timedelta(hours=12)


class Command(BaseCommand):
    help = "Closes polls left open 12 hours after their session: only closing makes anonymous answers unlinkable."

    def handle(self, **options):
        ended = Coalesce("room__session__ends_at", "opened_at")
        left = PollRun.objects.annotate(ended=ended).filter(
            closed_at__isnull=True, ended__lt=timezone.now() - LEFT_AFTER, opened_at__lt=timezone.now() - LEFT_AFTER
        )
        for run in left.select_related("room__session"):
            close(by=None, room=run.room, run=run.pk)
            self.stdout.write(f"run {run.pk} closed")
