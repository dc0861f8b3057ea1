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
        for words in (
            ("messages", "--compile-only"),
            ("migrate", "-v", "0"),
            ("collectstatic", "--noinput", "-v", "0"),
            ("load_plan", str(plan), "--move-days", str(days)),
            ("make_demo_recordings", "-v", "0"),
        ):
            self.manage(*words)

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

    def close(self):
        pass

    def logs(self):
        return ""


def on_now(plan):
    """The plan with the digikahvit of theme 1 at this hour, so that the front page offers their door."""
    now = datetime.now(ZoneInfo("Europe/Helsinki"))
    begins, ends = max(now - timedelta(minutes=10), now.replace(hour=0, minute=0)), now + timedelta(hours=2)
    last = "23:59" if ends.date() > now.date() else f"{ends:%H:%M}"
    day = DIGIKAHVIT_OF_THEME_1.isoformat()
    return plan.replace(f"{day} 13:00", f"{day} {begins:%H:%M}").replace(f"{day} 14:00", f"{day} {last}")
