"""What benchmarks stand on: databases and Redis of their own, server processes on their own core."""

import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
PORT = int(os.environ.get("LOAD_PORT", "8110"))
SERVER_CORE, CLIENT_CORE = 0, 1
UVICORN = (
    "-m", "uvicorn", "--ws", "realtime.serving:RoomSockets", "--loop", "uvloop", "--lifespan", "off",
    "--log-level", "warning", "--ws-per-message-deflate", "false", "--backlog", "4096", "--port",
)  # fmt: skip
AS_IN_THE_IMAGE = {"MALLOC_ARENA_MAX": "2"}
SERVERS = {
    "bare": ("-m", "tests.load.bare"),
    "naive": (*UVICORN[:2], "tests.load.naive:application", *UVICORN[2:]),
    "room": (*UVICORN[:2], "tests.load.app:application", *UVICORN[2:]),
    "daphne": ("-m", "daphne", "tests.load.app:application", "--no-server-name", "-v", "0", "-p"),
}


class Server:
    """A server process: ``with Server("room") as server``. Ended, by its own id, when the block ends."""

    def __init__(self, kind, port=PORT, core=SERVER_CORE, **environment):
        self.kind, self.port, self.core = kind, port, core
        self.environment = environment

    def __enter__(self):
        self.start()
        return self

    def start(self):
        pinned = ("taskset", "-c", str(self.core)) if os.cpu_count() > 1 else ()
        words = [*pinned, sys.executable, *SERVERS[self.kind], str(self.port)]
        self.process = subprocess.Popen(words, cwd=ROOT, env=os.environ | AS_IN_THE_IMAGE | self.environment)
        wait_for(self.port, self.process)

    def __exit__(self, *_error):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def cpu(self):
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Kilobytes of its own."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("RssAnon"):
                return int(line.split()[1])
        raise LookupError("RssAnon")

    def address(self, path="/"):
        return f"ws://127.0.0.1:{self.port}{path}"


def wait_for(port, process):
    for _attempt in range(600):
        if process.poll() is not None:
            sys.exit(f"{process.args} ended")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"{process.args} did not start in time")


class Redis:
    """A Redis of one's own; ``stop`` and ``start`` are what tests of failure need."""

    def __init__(self, port):
        self.port = port
        self.url = f"redis://127.0.0.1:{port}/0"

    def __enter__(self):
        self.start()
        return self

    def start(self):
        words = ["redis-server", "--port", str(self.port), "--save", "", "--appendonly", "no", "--loglevel", "warning"]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, cwd="/tmp")
        wait_for(self.port, self.process)

    def stop(self):
        self.process.kill()
        self.process.wait()

    def __exit__(self, *_error):
        self.stop()


class Postgres:
    """A PostgreSQL cluster of one's own, with its defaults: what is committed is on disk."""

    def __init__(self, port):
        self.port = port
        self.url = f"postgres://postgres@127.0.0.1:{port}/postgres"
        [self.programs] = glob.glob("/usr/lib/postgresql/*/bin")[-1:] or [None]

    def __enter__(self):
        self.place = tempfile.mkdtemp(prefix="load-pg-")
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.place, user.pw_uid, user.pw_gid)
        words = ("-D", f"{self.place}/data", "-U", "postgres", "--auth=trust", "-E", "UTF8")
        subprocess.run(self._words("initdb", *words), check=True, stdout=subprocess.DEVNULL, cwd="/tmp")
        self.start()
        return self

    def start(self):
        options = ("-k", self.place, "-p", str(self.port), "-h", "127.0.0.1", "-c", "max_connections=200")
        words = self._words("postgres", "-D", f"{self.place}/data", *options)
        self.process = subprocess.Popen(words, stderr=subprocess.DEVNULL, cwd="/tmp")
        ready = self._words("pg_isready", "-h", "127.0.0.1", "-p", str(self.port), "-q")
        while subprocess.run(ready, cwd="/tmp").returncode:
            time.sleep(0.1)

    def stop(self, how=signal.SIGINT):
        """SIGINT ends it in order and cuts everybody off; SIGQUIT is as a crash."""
        self.process.send_signal(how)
        self.process.wait()

    def __exit__(self, *_error):
        self.stop()
        shutil.rmtree(self.place)

    def _words(self, program, *words):
        user = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") if os.geteuid() == 0 else ()
        return [*user, f"{self.programs}/{program}", *words]
