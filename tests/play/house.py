"""A house of the play's own: fresh data, one or several server processes, a worker."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.houses import PRODUCTION, database, free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PLAN = "plans/digisosiaalipalvelut.yml"
DIGIKAHVIT_OF_THEME_1 = date(2020, 10, 1)
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
call_command("load_plan", {plan!r}, move_days={days})
call_command("make_demo_recordings", verbosity=0)
"""
"""In one process: starting one takes longer than most of these."""
ENDED = """
from django.utils import timezone
from coaching.surveys.models import Wave
Wave.objects.filter(session=None, opens_at__lt=timezone.now()).update(closes_at=timezone.now())
"""
BEFORE = "alku, kind: before, opens: 2020-08-24 08:00, closes: 2020-10-"
MOVED = {f"{BEFORE}01": f"{BEFORE}09", "loppu, kind: after, opens: 2021-05-10": "loppu, kind: after, opens: 2020-09-30"}
"""The surveys at the start and at the end are both open on that day."""


class House:
    """Started by ``open``, ended with all its data by ``close``. ``urls`` has one address a server process.

    Its mail goes to the port that ``open`` is given. DATABASE_URL and REDIS_URL
    are taken from the environment: with them the
    house runs on PostgreSQL and Redis, in as many processes as asked.
    """

    def __init__(self, processes):
        self.folder = tempfile.TemporaryDirectory(prefix="play-")
        ports = [free_port() for _ in range(processes)]
        self.urls = [f"http://localhost:{port}" for port in ports]
        self.ports = ports
        self.environment = os.environ | {
            "DIGIKAHVIT_DATA_DIR": self.folder.name,
            "DIGIKAHVIT_DEMONSTRATION": "false",
        }
        self.processes = []
        self._kept = ExitStack()

    async def open(self, mail_port):
        self.environment["DATABASE_URL"] = self._kept.enter_context(database())
        self.environment["DIGIKAHVIT_MAIL_URL"] = f"smtp://127.0.0.1:{mail_port}"
        await asyncio.to_thread(self._prepare)
        for port in self.ports:
            self._start(*PRODUCTION, str(port))
        self._start("manage.py", "db_worker", "-v", "0", "--interval", "0.2")
        await asyncio.to_thread(self._wait)

    def manage(self, *words):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True)

    def end_surveys(self):
        """Their time is over from now on; whether it is."""
        self.manage("shell", "-v", "0", "-c", ENDED)
        return True

    def close(self):
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
        self._kept.close()
        self.folder.cleanup()

    def _prepare(self):
        days = (datetime.now(ZoneInfo("Europe/Helsinki")).date() - DIGIKAHVIT_OF_THEME_1).days
        plan = Path(self.folder.name) / "plan.yml"
        plan.write_text(on_now((ROOT / PLAN).read_text(encoding="utf-8")), encoding="utf-8")
        self.manage("messages", "--compile-only")
        self.manage("shell", "-v", "0", "-c", PREPARE.format(plan=str(plan), days=days))

    def _start(self, *words):
        log = open(Path(self.folder.name) / f"process-{len(self.processes)}.log", "wb")  # noqa: SIM115 (lives as long as the process)
        self.processes.append(
            subprocess.Popen(
                [sys.executable, *words], cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        )

    def _wait(self):
        for url in self.urls:
            for _try in range(600):
                try:
                    urllib.request.urlopen(f"{url}/healthz", timeout=2)
                    break
                except OSError:
                    time.sleep(0.2)
            else:
                raise RuntimeError(f"{url} did not start:\n" + self.logs())

    def logs(self):
        return "\n".join(path.read_text()[-3000:] for path in Path(self.folder.name).glob("process-*.log"))


class StandingHouse:
    """A house that somebody else has built and opened: nothing is made, started or ended here."""

    def __init__(self, urls):
        self.urls = urls

    async def open(self, mail_port):
        pass

    def end_surveys(self):
        return False

    def close(self):
        pass

    def logs(self):
        return ""


def on_now(plan):
    """The plan with the digikahvit of theme 1 at this hour and both surveys open: the front page offers their doors."""
    now = datetime.now(ZoneInfo("Europe/Helsinki"))
    begins, ends = max(now - timedelta(minutes=10), now.replace(hour=0, minute=0)), now + timedelta(hours=2)
    last = "23:59" if ends.date() > now.date() else f"{ends:%H:%M}"
    day = DIGIKAHVIT_OF_THEME_1.isoformat()
    for then, at in {**MOVED, f"{day} 13:00": f"{day} {begins:%H:%M}", f"{day} 14:00": f"{day} {last}"}.items():
        if then not in plan:
            raise ValueError(f"the plan has no {then}")
        plan = plan.replace(then, at)
    return plan
