"""``make bench``: every benchmark in turn, told as ratios beside what must be reached, and kept in RESULTS.md.

    make bench                       all of it, some five minutes
    make bench ONLY=storm,joins      some of it
    make bench ONLY=storm PEOPLE=500 KEEP=no

SQLite always; PostgreSQL and Redis where their programs are installed, each
in a place of its own that goes away afterwards.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from glob import glob
from pathlib import Path

from tests.load.results import keep, tell
from tests.load.stage import PORT, ROOT, Postgres, Redis

SIZES = tuple(map(int, os.environ.get("PEOPLE", "500,1000").split(",")))
ONLY = set(filter(None, os.environ.get("ONLY", "").split(",")))
OF_THE_MACHINE = ("bare", "naive")


def wanted(name):
    return not ONLY or name in ONLY


def run(name, *words, **environment):
    """One benchmark in a process of its own; its figures."""
    print("==", name, *words, environment.get("DATABASE_URL", "")[:8], flush=True)
    command = [sys.executable, "-m", f"tests.load.{name}", *map(str, words)]
    output = subprocess.run(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, text=True)
    print(output.stdout, end="", flush=True)
    if output.returncode:
        sys.exit(f"{name} failed")
    return [json.loads(line) for line in output.stdout.splitlines() if line.startswith("{")]


def rooms(people, **environment):
    """Everything one room of so many is measured by, over one database."""
    figures = []
    if wanted("pace"):
        figures += run("pace", "--people", people, "--rates", "10,200" if people == SIZES[0] else "10", **environment)
    if wanted("storm"):
        figures += run("storm", "--people", people, **environment)
    for name in ("votes", "joins"):
        if wanted(name):
            figures += run(name, "--people", people, **environment)
    return figures


def of_the_machine(people):
    """The bare limit and the naive room."""
    figures = []
    for server in OF_THE_MACHINE:
        if wanted("pace"):
            figures += run("pace", "--server", server, "--people", people, "--seconds", 5.0)
        if wanted("storm"):
            figures += run("storm", "--server", server, "--people", people, "--writers", 32)
    return figures


def databases(stack):
    """The environment of each database at hand, made and migrated."""
    place = tempfile.mkdtemp(prefix="load-")
    stack.callback(shutil.rmtree, place)
    found = [{"DIGIKAHVIT_DATA_DIR": place, "DATABASE_URL": "", "REDIS_URL": ""}]
    if glob("/usr/lib/postgresql/*/bin/initdb"):
        found.append(found[0] | {"DATABASE_URL": stack.enter_context(Postgres(PORT + 2)).url})
    for environment in found:
        migrate = [sys.executable, "manage.py", "migrate", "-v", "0"]
        subprocess.run(migrate, cwd=ROOT, env=os.environ | environment, check=True)
    return found


def main():
    figures = []
    with ExitStack() as stack:
        found = databases(stack)
        os.environ |= found[0]
        for people in SIZES:
            figures += of_the_machine(people)
            for environment in found:
                figures += rooms(people, **environment)
        for environment in found:
            figures += run("disk", **environment) if wanted("disk") else []
        if wanted("daphne"):
            figures += run("storm", "--server", "daphne", "--people", SIZES[0])
            figures += run("pace", "--server", "daphne", "--people", SIZES[0])
        if wanted("two_processes") and shutil.which("redis-server"):
            redis = stack.enter_context(Redis(PORT + 3))
            figures += run("two_processes", **found[-1] | {"REDIS_URL": redis.url})
        if wanted("export_memory"):
            subprocess.run([sys.executable, "-m", "tests.load.export_memory"], cwd=ROOT, check=True)
    text = tell(figures)
    print(text)
    if os.environ.get("KEEP") != "no":
        keep(Path(__file__).with_name("RESULTS.md"), text)


if __name__ == "__main__":
    main()
