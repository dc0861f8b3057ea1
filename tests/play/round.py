"""The round itself: who does what, in the order of theme 1."""

import asyncio
import random
import uuid

from tests.play.pages import Browser, Wrong
from tests.play.socket import RoomSocket

PROGRAMME = "digisosiaalipalvelut"
THEME = f"/ohjelmat/{PROGRAMME}/teemat/tietoturva/"
AT_ONCE = 24
"""How many people use pages at the same moment; a coffee break's worth."""


class Person:
    """One of the simulated people: what they are, their browser, their place in the live room."""

    def __init__(self, key, role, url, email=None):
        self.key, self.role, self.email = key, role, email
        self.browser = Browser(url)
        self.chance = random.Random(key)
        self.socket = self.room = self.being_there = None
        self.said, self.votes, self.answers = [], {}, {}

    async def log_in(self, post):
        """By a code sent by e-mail."""
        page = await self.browser.open("/tili/login/code/")
        page = await self.browser.send(page, "/login/code/", email=self.email)
        page = await self.browser.send(page, "/login/code/confirm/", code=await post.code_for(self.email))
        if "/tili/" in page.url:
            raise Wrong(f"{self.key}: not logged in")

    async def log_in_with_code(self, code):
        page = await self.browser.open("/tili/koodi/")
        page = await self.browser.send(page, "/tili/koodi/", login_code=code)
        if "/tili/" in page.url:
            raise Wrong(f"{self.key}: not logged in")

    async def decide_consents(self):
        """Most agree to the evaluation; every tenth does not."""
        self.consents = self.chance.random() > 0.1
        page = await self.browser.open(f"/ohjelmat/{PROGRAMME}/suostumukset/")
        purposes = ["evaluation"] if self.consents else []
        await self.browser.send(page, "/suostumukset/", purposes=purposes)

    async def attend_lecture(self):
        theme = await self.browser.open(THEME)
        page = await self.browser.open(theme.link(self.chance.choice(["t1-luento-1", "t1-luento-2"])))
        await self.browser.send(page, "/paikalla/")

    async def watch_recording(self):
        theme = await self.browser.open(THEME)
        page = await self.browser.open(theme.link("/luennot/tallenne/"))
        film = await self.browser.http.get(page.url + "tiedosto", headers={"Range": "bytes=1000-1999"})
        if film.status_code != 206 or len(film.content) != 1000:
            raise Wrong(f"{self.key}: seeking in the film gave {film.status_code}")
        await self.browser.send(page, "/olen-katsonut/")

    async def enter_room(self, measures):
        """From the front page's one button into the room of today."""
        front = await self.browser.open("/")
        self.room = int(front.link("/huone/").rstrip("/").rsplit("/", 1)[1])
        await self.browser.open(f"/huone/{self.room}/")
        self.socket = RoomSocket(self.browser.url, self.room, self.browser.http.cookies, measures)
        self.being_there = asyncio.create_task(self.socket.live())
        await self.socket.until(lambda: self.socket.arrived)

    async def say(self, measures):
        text = f"room {self.room} · {uuid.UUID(int=self.chance.getrandbits(128))}"
        measures.said(text)
        await self.socket.do("say", text=text)
        measures.messages += 1
        self.said.append(text)

    async def vote(self, run, measures):
        poll = self.socket.polls[run]
        options = list(range(len(poll["options"])))
        many = self.chance.randint(1, len(options)) if poll["kind"] == "multiple" else 1
        await self.socket.do("vote", run=run, answer=sorted(self.chance.sample(options, many)))
        measures.votes += 1
        self.votes[run] = True


async def crowd(people, deed):
    """Everybody does the deed, as many at once as use pages at the same moment."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(person):
        async with gate:
            return await deed(person)

    return await asyncio.gather(*(one(person) for person in people))


async def digikahvit(coach, members, measures):
    """One subgroup's digital coffee: every prepared poll in turn, talk beside it, five lost connections in all."""
    writers = [member for number, member in enumerate(members) if number % 3 == 0]
    losing = members[1:3] if coach.key.endswith("1") else members[1:2]
    for poll in list(coach.socket.library)[:2]:
        run = await opened(coach, poll["poll"])

        async def take_part(member, run=run):
            await member.socket.until(lambda: run in member.socket.polls)
            await asyncio.sleep(member.chance.random())
            deeds = [member.vote(run, measures)]
            if member in writers:
                deeds.append(member.say(measures))
            if member in losing and not member.socket.lost:
                deeds.append(member.socket.lose_connection())
            await asyncio.gather(*deeds)

        await asyncio.gather(*(take_part(member) for member in members))
        await coach.socket.do("close", run=run)
        if poll["reveal"] == "coach_only":
            continue
        await coach.socket.do("reveal", run=run)


async def opened(coach, poll):
    """Open a prepared poll; the number of its run."""
    seq = await coach.socket.do("open", poll=poll)
    await coach.socket.until(lambda: coach.socket.last >= seq)
    return max(run for run, told in coach.socket.polls.items() if told["poll"] == poll)


async def afterwards(members):
    """Some write in the forum, two log what they tried at work."""
    for member in members[:6]:
        page = await member.browser.open(f"/keskustelut/{PROGRAMME}/uusi/")
        text = f"forum {uuid.UUID(int=member.chance.getrandbits(128))}"
        await member.browser.send(page, "/uusi/", title=f"Kokemuksia {member.key}", text=text)
        member.said.append(text)
    for member in members[6:8]:
        page = await member.browser.open(f"/oppiminen/{PROGRAMME}/")
        page = await member.browser.open(f"/oppiminen/{PROGRAMME}/uusi/")
        await member.browser.send(page, "/uusi/", tried="Pidin ensimmäisen videotapaamisen asiakkaan kanssa.")
