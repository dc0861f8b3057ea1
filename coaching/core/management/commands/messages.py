from django.core.management.base import BaseCommand

from coaching.core.messages import compile_catalogues, update_catalogues


class Command(BaseCommand):
    help = "Brings locale/ up to date with the strings of the code and compiles it."

    def add_arguments(self, parser):
        parser.add_argument("--compile-only", action="store_true", help="only write the .mo files")

    def handle(self, compile_only, **options):
        if not compile_only:
            for language, left in update_catalogues().items():
                self.stdout.write(f"{language}: {len(left)} strings still to translate")
                for msgid in left:
                    self.stdout.write(f"  {msgid!r}")
        compile_catalogues()
