"""What is checked from the outside: every member's view, every total, every file the evaluator gets."""

import asyncio
import json
import re
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections import Counter
from contextlib import nullcontext, suppress
from pathlib import Path

from tests.play.pages import Wrong

OUTSIDE = Path(__file__).parent / "outside"
FEWEST = 5
"""Under so many answers nothing of a poll is shown or taken out."""


async def every_word_once(rooms, measures):
    """Each acknowledged message stands in every member's view of its own room exactly once, and in no other."""
    for members in rooms.values():
        said = {text for member in members for text in member.said if text.startswith("room ")}
        for member in members:
            with suppress(TimeoutError):  # what did not come is told below, word by word
                await member.socket.until(lambda member=member, said=said: len(texts(member)) >= len(said))
            seen = Counter(texts(member))
            for text in said | set(seen):
                if seen[text] != (text in said):
                    measures.wrong(f"{member.key} sees “{text}” {seen[text]} times")


def texts(member):
    return [message["text"] for message in member.socket.messages]


async def every_total(rooms, measures):
    """A run's sum of people is the number of acknowledged ballots; a single choice's counts add up to it."""
    for members in rooms.values():
        coach = next(member for member in members if member.role == "coach")
        for run, poll in coach.socket.polls.items():
            cast = sum(run in member.votes for member in members)
            with suppress(TimeoutError):  # the last tick may still be on its way
                await coach.socket.until(lambda run=run, cast=cast, coach=coach: _is_whole(coach, run, cast))
            told = coach.socket.counts.get(run, {})
            if told.get("answered") != cast:
                measures.wrong(f"run {run}: {cast} ballots, the room says {told.get('answered')}")
            counts = (told.get("result") or {}).get("counts")
            if cast >= FEWEST and (counts is None or (poll["kind"] == "single" and sum(counts) != cast)):
                measures.wrong(f"run {run}: {cast} ballots, counts {counts}")


def _is_whole(coach, run, cast):
    """Whether every ballot has been told of; while an anonymous run is open, some come later."""
    told = coach.socket.counts.get(run, {})
    return told.get("answered") == cast and (cast < FEWEST or (told.get("result") and "counted" not in told))


async def nobody_else(rooms, measures):
    """The door of another subgroup's room is not there."""
    numbers = list(rooms)
    for number, other in zip(numbers, numbers[1:] + numbers[:1], strict=True):
        member = next(member for member in rooms[number] if member.role != "coach")
        status = await member.browser.status(f"/huone/{other}/")
        if other != number and status != 404:
            measures.wrong(f"{member.key} at another subgroup's door: {status}")


async def package(evaluator, measures):
    """Ask for the package, wait until it is made; returns the bytes of its download."""
    front = await evaluator.browser.open("/")
    study = next(link for link in front.links if re.search(r"/arviointi/\d+/$", link))
    page = await evaluator.browser.send(await evaluator.browser.open(study), "/paketti/")
    for _try in range(300):
        page = await evaluator.browser.open(page.url)
        if any(link.endswith("/lataa/") for link in page.links):
            break
        await asyncio.sleep(0.2)
    answer = await evaluator.browser.http.get(page.link("/lataa/"))
    if answer.status_code != 200:
        raise Wrong(f"the package: {answer.status_code}")
    return answer.content


async def from_outside(package, known, measures, keep=None):
    """The package given to a program that knows nothing of the house, with what the people themselves know.

    Both stay in the folder ``keep`` when there is one.
    """
    with tempfile.TemporaryDirectory() if keep is None else nullcontext(keep) as folder:
        zipped, told = Path(folder) / "package.zip", Path(folder) / "known.json"
        zipped.write_bytes(package)
        told.write_text(json.dumps(known), encoding="utf-8")
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-I", OUTSIDE, zipped, told, stdout=PIPE, stderr=PIPE
        )
        out, trouble = await program.communicate()
    for line in out.decode().splitlines():
        measures.wrong(f"package: {line}")
    if program.returncode and not out:
        measures.wrong(f"package: {trouble.decode()}")
