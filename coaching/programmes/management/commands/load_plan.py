from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.programmes.models import MEMBERS, Enrolment
from coaching.programmes.plan.loader import load_plan
from coaching.programmes.plan.problems import WrongPlan


class Command(BaseCommand):
    help = "Loads a programme from its plan file. Loading twice changes nothing; a wrong plan writes nothing."

    def add_arguments(self, parser):
        parser.add_argument("plan", help="the YAML file")
        parser.add_argument("--move-days", type=int, default=0, help="move every date of the plan by so many days")

    def handle(self, plan, move_days, **options):
        try:
            programme = load_plan(plan, move_days=move_days)
        except WrongPlan as wrong:
            count = len(wrong.problems)
            said = ngettext(
                "%(n)d thing is wrong, nothing was written.", "%(n)d things are wrong, nothing was written.", count
            )
            raise CommandError(f"{wrong}\n{said % {'n': count}}") from None
        professionals = Enrolment.objects.filter(programme=programme, role=MEMBERS[0])
        self.stdout.write(
            _("{name}: {people} participants from {organisations} organisations.").format(
                name=programme.name,
                people=professionals.count(),
                organisations=professionals.exclude(organisation=None).values("organisation").distinct().count(),
            )
        )
