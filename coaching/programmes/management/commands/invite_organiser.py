from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from coaching.programmes.models import Programme, Role
from coaching.programmes.staff import invite


class Command(BaseCommand):
    help = "Prints an invitation link for an organiser of a programme: how the first one comes in."

    def add_arguments(self, parser):
        parser.add_argument("programme", help="the programme's key")

    def handle(self, programme, **options):
        found = Programme.objects.filter(key=programme).first()
        if found is None:
            raise CommandError(_("There is no such programme."))
        _invitation, token = invite(by=None, programme=found, role=Role.ORGANISER)
        origin = settings.CONFIG.origin or f"http://localhost:{settings.CONFIG.port}"
        self.stdout.write(origin + reverse("programmes:invitation", args=[token]))
