"""The pilots' side of the round: clients without a log-in, and the guide's visits."""

import uuid

from tests.play.pages import Browser, Wrong

ANSWERS = {"videochat-asumisen-tukena": 13, "etaryhma-kuntoutuksessa": 10, "paihdetyon-ajanvaraus": 3}
"""How many clients answer about each pilot: some wait for more to gather, of the last nothing may be told."""
FACES = [5, 5, 4, 5, 4, 4, 5, 4, 5, 4, 3]
VISITS = [(60, "remote"), (45, "remote"), (120, "on_site")]


async def feedback(developer, plan, name):
    """The guide makes each link; clients open it and answer. Returns {pilot: [(face, words)]} in order."""
    board = await developer.browser.open(f"/kokeilut/{plan['programme']['key']}/")
    given = {}
    for pilot in plan["pilots"]:
        if pilot["key"] in ANSWERS:
            page = board.link_called(pilot["name"])
            page = await developer.browser.open(f"{page}asiakaspalaute/")
            page = await developer.browser.send(page, "/asiakaspalaute/", deed="open")
            number = page.url.rstrip("/").split("/")[-2]
            given[number] = await answered(developer.browser.url, page.link("/kokeilut/palaute/"), pilot["key"], name)
    return given


async def answered(house, link, key, name):
    """One client after another, each as nobody; every fourth writes a word, the first of them with a name in it."""
    given = []
    for number in range(ANSWERS[key]):
        client = Browser(house)
        page = await client.open(link)
        smile, words = FACES[number % len(FACES)], ""
        if number % 4 == 0:
            words = f"asiakas {uuid.uuid4()}"
            page_words = f"{words} {name}" if number == 0 else words
        else:
            page_words = words
        thanks = await client.send(page, "", smile=str(smile), words=page_words)
        if not thanks.url.split("?")[0].endswith("/kiitos/") or client.http.cookies:
            raise Wrong(f"a client's answer ended at {thanks.url} with {dict(client.http.cookies)}")
        await client.close()
        given.append((smile, words))
    return given


async def visits(developer, programme):
    """Three visits to pilots, logged on the phone's form; returns what was written."""
    made = []
    for number, (minutes, form) in enumerate(VISITS):
        page = await developer.browser.open(f"/kokeilut/{programme}/kaynnit/uusi/")
        topics = f"käynti {uuid.UUID(int=developer.chance.getrandbits(128))}"
        pilot = page.choices["pilot"][number]
        await developer.browser.send(
            page, "/kaynnit/uusi/", pilot=pilot, form=form, minutes=str(minutes), topics=topics, agreed="Jatketaan"
        )
        made.append({"topics": topics, "minutes": minutes, "form": form, "consents": developer.consents})
    return made
