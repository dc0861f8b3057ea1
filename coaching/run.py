"""One command on a laptop: ``python -m coaching.run`` prepares everything and serves it.

Makes the database, compiles translations, loads the demonstration programme
once, then runs Daphne and the background worker until Ctrl-C.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
os.environ.setdefault("DIGIKAHVIT_DEMONSTRATION", "true")

PLAN = "plans/digisosiaalipalvelut.yml"
TODAY_IS = "t3-digikahvit"
"""In the demonstration, the sessions whose keys begin so are on today."""


def main():
    import django

    django.setup()
    insist_on_a_free_port()
    prepare()
    serve()


def insist_on_a_free_port():
    """Ends in words when another program has the port; Daphne would say so last of all, and stay."""
    from django.conf import settings

    port = settings.CONFIG.port
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Another program has port {port}. Choose another: PORT={port + 1} make run")


def prepare():
    from django.conf import settings
    from django.core.management import call_command

    from coaching.core.messages import compile_catalogues

    compile_catalogues()
    call_command("migrate", verbosity=0)
    if static_files_changed():
        call_command("collectstatic", interactive=False, verbosity=0)
    if settings.DEMONSTRATION:
        demonstrate()


def static_files_changed():
    """Whether any of the house's own files is newer than what was collected last."""
    from django.conf import settings

    collected = settings.STATIC_ROOT / "staticfiles.json"
    newest = max(path.stat().st_mtime for path in (settings.BASE_DIR / "static").rglob("*"))
    return not collected.exists() or newest > collected.stat().st_mtime


def demonstrate():
    """Load the demonstration programme once; at every start, open the digikahvit of the day for twelve hours."""
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from coaching.programmes.models import Programme, Session
    from coaching.programmes.plan.loader import load_plan
    from coaching.programmes.plan.reader import Plan

    if not Programme.objects.exists():
        path = settings.BASE_DIR / PLAN
        entries = Plan(path.read_text(encoding="utf-8"), PLAN, timedelta()).section("sessions")
        day = min(entry.moment("starts") for entry in entries if entry.text("key").startswith(TODAY_IS)).date()
        load_plan(path, move_days=(timezone.localdate() - day).days)
        call_command("make_demo_recordings", verbosity=0)
        call_command("make_demo_figures", verbosity=0)
        call_command("make_demo_rooms", verbosity=0)
    now = timezone.now()
    of_the_day = Session.objects.filter(key__startswith=TODAY_IS, programme__key="digisosiaalipalvelut")
    of_the_day.exclude(starts_at__lte=now, ends_at__gte=now).update(
        starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=12)
    )


def serve():
    """Be the server, with a worker beside; when either ends, or on Ctrl-C, both end."""
    from daphne.cli import CommandLineInterface
    from django.conf import settings

    worker = subprocess.Popen(
        [sys.executable, "manage.py", "db_worker", "-v", "0"], cwd=settings.BASE_DIR, start_new_session=True
    )
    threading.Thread(target=end_with, args=(worker,), daemon=True).start()
    port = str(settings.CONFIG.port)
    print(f"\nDigikahvit: http://localhost:{port}/", flush=True)
    if settings.DEMONSTRATION:
        print("Log in as any of the made-up people the page offers. Ctrl-C ends everything.\n", flush=True)
    try:
        CommandLineInterface().run(["-b", "127.0.0.1", "-p", port, "-v", "0", "coaching.asgi:application"])
    finally:
        worker.terminate()
        worker.wait(timeout=15)


def end_with(worker):
    """A server whose worker has died would take uploads that nobody prepares."""
    worker.wait()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
