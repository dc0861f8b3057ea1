from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from coaching.accounts.actions import forget
from realtime.models import Guest, Stay, VideoPerson, Wish
from realtime.tools.mood.sums import LASTS
from realtime.tools.questions.unnamed import unlink_askers

MINUTES_KEPT = timedelta(days=90)


class Command(BaseCommand):
    help = (
        "Forgets guests, and 90 days after who was in a room at which minute, "
        "and wishes to the coach that are over; the sums stay. Who asked without a name is forgotten after the session."
    )

    def handle(self, **options):
        until = timezone.now() - MINUTES_KEPT
        stays = Stay.objects.exclude(seen=[]).values_list("pk", "seen").iterator()
        past = [pk for pk, seen in stays if seen[-1] * 60 < until.timestamp()]
        emptied = Stay.objects.filter(pk__in=past).update(seen=[])
        numbers, _by_model = VideoPerson.objects.filter(room__session__ends_at__lt=until).delete()
        Wish.objects.filter(at__lt=timezone.now() - LASTS).delete()
        unlink_askers(timezone.now())
        guests = forget_guests(timezone.now() - timedelta(days=settings.GUEST_DAYS))
        self.stdout.write(f"{emptied} stays, {numbers} numbers, {guests} guests")


def forget_guests(until):
    """How many guests have been forgotten, their visits having ended before this moment."""
    past = Guest.objects.filter(until__lt=until, person__forgotten_at__isnull=True).select_related("person")
    for guest in list(past):
        forget(person=guest.person)
    return len(past)
