from datetime import timedelta

from django.core.management.base import BaseCommand
from django.db.models.functions import Coalesce
from django.utils import timezone

from realtime.models import GroupSet, PollRun, Room, Wall
from realtime.tools.polls.actions import close
from realtime.tools.polls.clock import close_overdue
from realtime.tools.small_groups.running import end_overdue
from realtime.tools.wall.actions import close_wall

LEFT_AFTER = timedelta(hours=12)


class Command(BaseCommand):
    help = (
        "Closes polls and small groups whose time has run out, and polls and walls left open 12 hours "
        "after their session: only closing makes anonymous answers and notes unlinkable."
    )

    def handle(self, **options):
        for number in close_overdue(timezone.now()):
            self.stdout.write(f"run {number} closed, its time has run out")
        overdue = GroupSet.objects.filter(phase="open", ends_at__lt=timezone.now())
        for room in Room.objects.filter(group=None, session__in=overdue.values("session")):
            end_overdue(room.pk, timezone.now())
            self.stdout.write(f"small groups of session {room.session_id} ended, their time has run out")
        for run in _left(PollRun).filter(follows__isnull=True):
            close(by=None, room=run.room, run=run.pk)
            self.stdout.write(f"run {run.pk} closed")
        for wall in _left(Wall):
            close_wall(by=None, room=wall.room, wall=wall.pk)
            self.stdout.write(f"wall {wall.pk} closed")


def _left(model):
    ended = Coalesce("room__session__ends_at", "opened_at")
    long_ago = timezone.now() - LEFT_AFTER
    left = model.objects.annotate(ended=ended).filter(closed_at__isnull=True, ended__lt=long_ago)
    return left.filter(opened_at__lt=long_ago).select_related("room__session")
