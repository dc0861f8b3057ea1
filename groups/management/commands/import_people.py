from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.programmes.models import Programme
from groups.people_import.actions import import_people
from groups.people_import.checks import check
from groups.people_import.table import read_table


class Command(BaseCommand):
    help = "Brings people in from CSV or XLSX: shows what it will do, asks, and does all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--programme", required=True, help="the programme's key")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, file, programme, yes, **options):
        programme = Programme.objects.filter(key=programme).first()
        if programme is None:
            raise CommandError(_("There is no such programme."))
        try:
            with Path(file).open("rb") as opened:
                rows = read_table(opened, file)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except Refused as refusal:
            raise CommandError(f"{file}: {refusal.message}") from None
        planned, bad = check(programme, rows)
        if bad:
            told = "\n".join(f"{file}:{cell.row}: {cell.column}: {cell.message}" for cell in bad)
            raise CommandError(told + "\n" + _("Nothing was written."))
        changing = [one for one in planned if one.changes]
        for one in changing:
            known = _("known") if one.person else _("new")
            self.stdout.write(f"{one.row}: {known}, {one.role}, {one.subgroup or '–'}")
        self.stdout.write(_("{count} of {all} rows change something.").format(count=len(changing), all=len(planned)))
        if changing and (yes or input(_("Do it? (yes/no) ")).strip().lower() in {"yes", "y", "kyllä", "k", "ja", "j"}):
            done = import_people(by=None, programme=programme, rows=rows)
            self.stdout.write(_("Done: {count} people.").format(count=len(done)))
