"""``manage.py send_digests``: have the background worker write to those whose time it is."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from forums.digests import send_due_digests


class Command(BaseCommand):
    help = (
        "Asks the background worker for the mails from the discussions that are due. Every ten minutes; "
        "asked twice, or with several workers, each mail still goes once."
    )

    def handle(self, **options):
        if not settings.CONFIG.origin:
            raise CommandError("Set DIGIKAHVIT_ORIGIN: the mails need the address of this house.")
        send_due_digests.enqueue(settings.CONFIG.origin.rstrip("/"))
