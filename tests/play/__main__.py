"""``make play``: one coaching round of theme 1. Ends with one table; the exit code is 1 when anything was wrong."""

import argparse
import asyncio
import os
import re
import sys
from collections import Counter
from pathlib import Path

import yaml

from tests.play import checks, clients, surveys
from tests.play.house import PLAN, ROOT, House, StandingHouse
from tests.play.measures import Measures
from tests.play.post import PostOffice
from tests.play.round import PROGRAMME, Person, afterwards, crowd, digikahvit


def main():
    parser = argparse.ArgumentParser(prog="make play", description=__doc__)
    parser.add_argument(
        "--people",
        type=int,
        default=0,
        help="play with so many of the 117 only; half of them answer the surveys, otherwise 60",
    )
    default = 2 if os.environ.get("REDIS_URL", "").startswith("redis") else 1
    parser.add_argument("--processes", type=int, default=default, help="server processes; several need Redis")
    parser.add_argument(
        "--url", nargs="+", help="servers that run already, with the plan's theme 1 on now and both surveys open"
    )
    parser.add_argument("--mail-port", type=int, default=2525, help="where that server sends its mail, on this machine")
    parser.add_argument("--keep", type=Path, help="a folder that the package and what the people know of it stay in")
    asked = parser.parse_args()
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    if asked.url:
        measures = asyncio.run(play(asked, StandingHouse(asked.url), asked.mail_port))
    else:
        measures = asyncio.run(play(asked, House(asked.processes)))
    print(measures.table())
    sys.exit(1 if measures.errors else 0)


async def play(asked, house, mail_port=0):
    measures, post = Measures(), PostOffice()
    try:
        await house.open(await post.open(mail_port))
        await whole_round(house, post, asked, measures)
    except Exception:
        print(house.logs(), file=sys.stderr)
        raise
    finally:
        house.close()
    return measures


async def whole_round(house, post, asked, measures):
    plan = yaml.safe_load((ROOT / PLAN).read_text(encoding="utf-8"))
    staff, professionals, clients = cast(plan, house.urls, asked.people)
    await crowd([*staff.values(), *professionals], lambda person: person.log_in(post))
    codes = await personal_codes(staff["organiser"], clients)
    await crowd(clients, lambda client: client.log_in_with_code(codes.pop()))
    members = [*professionals, *clients]
    measures.people = len(members)
    await crowd([*members, staff["developer"]], Person.decide_consents)
    at_lecture = members[: len(members) * 100 // 117]
    await crowd(at_lecture, Person.attend_lecture)
    await crowd(members[len(at_lecture) :], Person.watch_recording)

    coaches = [person for person in staff.values() if person.role == "coach"]
    present = [*coaches, *at_lecture]
    await crowd(present, lambda person: person.enter_room(measures))
    rooms = {coach.room: [coach] for coach in coaches}
    for member in at_lecture:
        rooms[member.room].append(member)
    await asyncio.gather(*(digikahvit(room[0], room[1:], measures) for room in rooms.values()))
    if not measures.messages or not measures.votes:
        measures.wrong("nobody wrote or nobody voted")
    await checks.every_word_once(rooms, measures)
    await checks.every_total(rooms, measures)
    await checks.nobody_else(rooms, measures)
    await asyncio.gather(*(person.socket.leave() for person in present))
    await asyncio.gather(*(person.being_there for person in present))

    await afterwards(members)
    known = await told_by_themselves(plan, members, staff["developer"], measures)
    known["surveys"]["over"] = await asyncio.to_thread(house.end_surveys)
    package = await checks.package(staff["evaluator"], measures)
    await checks.from_outside(package, known, measures, asked.keep)
    await asyncio.gather(*(person.browser.close() for person in [*staff.values(), *members]))


async def told_by_themselves(plan, members, developer, measures):
    """Surveys, clients and visits; returns everything that the last check holds against the package."""
    names = [person["name"] for person in plan["people"]]
    answering = members[::2][: min(60, len(members) // 2)]
    await crowd(answering, lambda person: surveys.answer(person, "before", plan, names))
    await crowd(answering[: len(answering) * 5 // 6], lambda person: surveys.answer(person, "after", plan, names))
    measures.sheets = sum(len(person.answers) for person in answering)
    faces = await clients.feedback(developer, plan, names[0])
    measures.faces = sum(map(len, faces.values()))
    hidden = (person.get(field) for person in plan["people"] for field in ("email", "pseudonym"))
    return {
        "names": sorted({*names, *filter(None, hidden)}),
        "fewest": checks.FEWEST,
        "said": {text: person.consents for person in members for text in person.said},
        "ballots": Counter(run for person in members for run in person.votes),
        "surveys": surveys.known(plan, answering),
        "clients": faces,
        "visits": await clients.visits(developer, PROGRAMME),
    }


def cast(plan, urls, how_many):
    """Staff by key, professionals, developer-clients; spread over the server processes as they come."""
    wanted = [p for p in plan["people"] if p["role"] == "participant"]
    if how_many:
        wanted = wanted[:: max(1, len(wanted) // how_many)][:how_many]
    clients = [p for p in plan["people"] if p["role"] == "developer_client"]
    others = [p for p in plan["people"] if p["role"] not in {"participant", "developer_client"}]
    made = {
        p["key"]: Person(p["key"], p["role"], urls[number % len(urls)], p.get("email"))
        for number, p in enumerate([*others, *wanted, *clients])
    }
    staff = {}
    for number, p in enumerate(others):
        person = made[p["key"]]
        person.key = f"{p['role']}-{number + 1}"
        staff[p["role"] if p["role"] != "coach" else p["key"]] = person
    return staff, [made[p["key"]] for p in wanted], [made[p["key"]] for p in clients]


async def personal_codes(organiser, clients):
    """The organiser makes a personal code for each developer-client, as for anybody without an e-mail."""
    page = await organiser.browser.open(f"/ohjelmat/{PROGRAMME}/ihmiset/?role=developer_client")
    codes = []
    for form in [form for form in page.forms if form["action"].endswith("/koodi/")][: len(clients)]:
        shown = await organiser.browser.send(page, form["action"])
        codes.append(re.search(r"\b[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}\b", shown.html).group(0))
    return codes


if __name__ == "__main__":
    main()
