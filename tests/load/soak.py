"""``make soak``: people come and go for an hour, and write; the server's memory must not grow."""

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.load.client import report
from tests.load.results import keep
from tests.load.stage import ROOT, Server
from tests.load.survivor import Survivor

PEOPLE, INSIDE = 200, 60
MOST_GROWTH = 1.1


async def soak(server, made, minutes):
    """Kilobytes at the end of each of ten equal parts."""
    session, _coach, cookies, _poll = made
    inside, parts, began = [], [], time.monotonic()
    while len(parts) < 10:
        await _somebody_comes_or_goes(inside, server, f"/ws/huone/{session}/", cookies)
        if time.monotonic() - began > (len(parts) + 1) * 6 * minutes:
            parts.append(server.memory())
            report(minutes=round((time.monotonic() - began) / 60, 1), kb=parts[-1])
    for one in inside:
        await one.leave()
    return parts


async def _somebody_comes_or_goes(inside, server, path, cookies):
    if len(inside) > INSIDE or (inside and random.random() < 0.5):
        await inside.pop(random.randrange(len(inside))).leave()
    else:
        inside.append(Survivor([server], path, random.choice(cookies)))
    if inside:
        await random.choice(inside).do("say", text="Tulin käymään")
    await asyncio.sleep(0.05)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"DIGIKAHVIT_DATA_DIR": place, "DATABASE_URL": "", "REDIS_URL": ""}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, check=True)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coaching.settings")
        import django

        django.setup()
        from tests.load.people import make_room

        with Server("room") as server:
            parts = asyncio.run(soak(server, make_room(PEOPLE), options.minutes))
    early, late = sum(parts[2:5]) / 3, sum(parts[7:]) / 3
    told = ", ".join(f"{part / 1024:.0f}" for part in parts)
    text = f"## {time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, a soak of {options.minutes:g} minutes\n\n"
    text += f"Megabytes at each tenth: {told}; the last three are {late / early:.2f} × the third to fifth.\n"
    print(text)
    keep(Path(__file__).with_name("RESULTS.md"), text)
    sys.exit(late > MOST_GROWTH * early)


if __name__ == "__main__":
    main()
