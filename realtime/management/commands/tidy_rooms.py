from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from realtime.models import Stay, VideoPerson, Wish
from realtime.tools.mood.sums import LASTS

MINUTES_KEPT = timedelta(days=90)


class Command(BaseCommand):
    help = (
        "Forgets who was in a room at which minute, and their numbers in the video, 90 days after, "
        "and wishes to the coach that are over; the sums stay."
    )

    def handle(self, **options):
        until = timezone.now() - MINUTES_KEPT
        stays = Stay.objects.exclude(seen=[]).values_list("pk", "seen").iterator()
        past = [pk for pk, seen in stays if seen[-1] * 60 < until.timestamp()]
        emptied = Stay.objects.filter(pk__in=past).update(seen=[])
        numbers, _by_model = VideoPerson.objects.filter(room__session__ends_at__lt=until).delete()
        Wish.objects.filter(at__lt=timezone.now() - LASTS).delete()
        self.stdout.write(f"{emptied} stays, {numbers} numbers")
