"""The test command: runs everything this machine can, and says loudly what it left out.

With REQUIRE=all anything left out is a failure. Exits with pytest's code.
"""

import os
import shutil
import subprocess
import sys

SAME_ON_ANY_DATABASE = [
    "tests/browser/test_coming_in.py",
    "tests/browser/test_connection.py",
    "tests/browser/test_every_page.py",
    "tests/browser/test_forum.py",
    "tests/browser/test_lectures.py",
    "tests/browser/test_pilots.py",
    "tests/browser/test_poll.py",
    "tests/browser/test_poll_kinds.py",
    "tests/browser/test_state.py",
    "tests/browser/test_survey.py",
    "tests/browser/test_video.py",
    "tests/browser/test_wall.py",
    "tests/live/test_wall.py",
    "tests/play",
    "tests/unit/core",
    "tests/unit/evaluation/dashboards/test_brute_force.py",
    "tests/unit/evaluation/test_api_attack.py",
    "tests/unit/evaluation/test_api_described.py",
    "tests/unit/evaluation/test_brute_force.py",
    "tests/unit/evaluation/test_many_packages.py",
    "tests/unit/evaluation/test_polls_attack.py",
    "tests/unit/realtime/test_every_event.py",
    "tests/unit/test_browsers.py",
    "tests/unit/test_colours.py",
    "tests/unit/test_docs.py",
    "tests/unit/test_isolation.py",
    "tests/unit/test_lists.py",
    "tests/unit/test_translations.py",
    "tests/unit/test_vendor.py",
]
"""Left to the round on SQLite. The room, guests and small groups are tried in a browser on both."""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def left_out():
    """What no round of this machine covers; naming sqlite:// or memory:// says that another round does."""
    missing = []
    if not CHROMIUM:
        missing.append("browser tests: Chromium was not found")
    if not os.environ.get("DATABASE_URL"):
        missing.append("PostgreSQL: DATABASE_URL is not set")
    if not os.environ.get("REDIS_URL"):
        missing.append("Redis: REDIS_URL is not set")
    return missing


def main():
    subprocess.run([sys.executable, "manage.py", "messages", "--compile-only"], check=True)
    others = SAME_ON_ANY_DATABASE if os.environ.get("DATABASE_URL", "").startswith("postgres") else []
    workers = str(min(4, os.cpu_count() or 1))
    command = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup"]
    code = subprocess.run([*command, *(f"--ignore={path}" for path in others), *sys.argv[1:]]).returncode
    if others:
        print("\nLeft to the round on SQLite, saying the same on any database:", *others, sep="\n  ")
    missing = left_out()
    if missing:
        print("\n" + "\n".join(f"LEFT OUT  {line}" for line in missing))
    if missing and os.environ.get("REQUIRE") == "all":
        print("REQUIRE=all: what was left out is a failure.")
        return code or 1
    return code


if __name__ == "__main__":
    sys.exit(main())
