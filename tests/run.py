"""The test command: runs everything this machine can, and says loudly what it left out.

With REQUIRE=all anything left out is a failure. Exits with pytest's code.
"""

import os
import shutil
import subprocess
import sys

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
    workers = str(min(4, os.cpu_count() or 1))
    code = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", workers, "--dist", "loadgroup", *sys.argv[1:]]
    ).returncode
    missing = left_out()
    if missing:
        print("\n" + "\n".join(f"LEFT OUT  {line}" for line in missing))
    if missing and os.environ.get("REQUIRE") == "all":
        print("REQUIRE=all: what was left out is a failure.")
        return code or 1
    return code


if __name__ == "__main__":
    sys.exit(main())
