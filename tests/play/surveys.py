"""The survey at the start and at the end, answered over the pages; who answered what is kept for the last check."""

import re

from tests.play.pages import Wrong

SURVEY = "digiosaaminen"
ROUNDS = {"before": "t1", "after": "t3"}
CANNOT_SAY, NO_ANSWER = 97, 99
HELP = "Yhteinen harjoittelu auttaisi, ja {name} tukena"


async def answer(person, one, plan, names):
    """Follow the front page's link and send the form; a question left out is said to stay so."""
    front = await person.browser.open("/")
    page = await person.browser.open(front.link("/kyselyt/vastaa/"))
    asked = questions(plan, one)
    items = list(dict.fromkeys(re.findall(r'data-item="(i\d+)"', page.html)))
    if len(items) != len(asked):
        raise Wrong(f"{page.url}: {len(items)} questions, the plan has {len(asked)}")
    codes, typed = {}, {}
    for field, item in zip(items, asked, strict=True):
        for part, area in parts(item):
            code = choose(person, item, one, area)
            codes[variable(one, item, area)] = code
            if code != NO_ANSWER:
                typed[field + part] = "cannot_say" if code == CANNOT_SAY else str(code)
        if item["kind"] == "text":
            typed[field] = HELP.format(name=person.chance.choice(names))
    thanks = await person.browser.send(page, "/kyselyt/vastaa/", anyway="1", **typed)
    if not thanks.url.endswith("/kiitos/"):
        raise Wrong(f"{person.key}: the survey was not taken: {thanks.url}")
    person.answers[one] = codes


def choose(person, item, one, area):
    """A step; at the end mostly a little higher. Some cannot say, some leave a question out."""
    if person.chance.random() < 0.06:
        return NO_ANSWER
    if item.get("cannot_say") and person.chance.random() < 0.1:
        return CANNOT_SAY
    most = len(item.get("levels") or item["labels"])
    later = person.chance.choice([-1, 0, 1, 1]) if one == "after" and not item.get("retrospective") else 0
    return min(most, max(1, person.chance.choice([1, 2, 2, 3]) + later))


def questions(plan, one):
    """The items of the survey that are asked in this round, in their order."""
    [survey] = [survey for survey in plan["surveys"] if survey["key"] == SURVEY]
    items = [item for section in survey["sections"] for item in section["items"]]
    return [item for item in items if one in item.get("waves", [one])]


def parts(item):
    """[(what a field's name ends with, the area)] of what is chosen by a button; none for a text."""
    if item["kind"] == "text":
        return []
    return [(f"-{area['key']}", area["key"]) for area in item["areas"]] if item["kind"] == "matrix" else [("", "")]


def variable(one, item, area):
    return "_".join(part for part in (ROUNDS[one], SURVEY, item["key"], area) if part).replace("-", "_")


def known(plan, people):
    """What the last check is told: the sheets, the variables, what each code's button said."""
    told = {one: [] for one in ROUNDS}
    labels, asked_twice = {}, {}
    for one in ROUNDS:
        for item in questions(plan, one):
            for _part, area in parts(item):
                name = variable(one, item, area)
                told[one].append(name)
                steps = item.get("levels") or item["labels"]
                labels[name] = {str(code): step["text"] for code, step in enumerate(steps, start=1)}
                if "waves" not in item:
                    asked_twice.setdefault(words(item, area), []).append(name)
    sheets = [{"consents": person.consents, "answers": person.answers} for person in people if person.answers]
    return {"people": sheets, "variables": told, "labels": labels, "questions": asked_twice}


def words(item, area):
    """The question as a table tells it, with its area."""
    named = [one["text"] for one in item.get("areas", ()) if one["key"] == area]
    return " – ".join([item["text"], *named])
