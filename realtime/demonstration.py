"""Made-up answers to the demonstration's polls, and a wall, so that what has been held has left something behind."""

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coaching.programmes.models import Attendance
from groups.models import SubgroupCoach, SubgroupSession
from realtime.models import Event, Heading, Mark, Note, Poll, PollRun
from realtime.rooms import enter
from realtime.tools.polls.actions import close, open_poll
from realtime.tools.polls.afterwards import open_afterwards
from realtime.tools.polls.casting import Vote, cast
from realtime.tools.wall.actions import close_wall, put_up_wall
from realtime.tools.wall.models import Colour, Names, Phase

LONG_AGO = timedelta(hours=12)
BEGINS, LASTS, BETWEEN = timedelta(minutes=8), timedelta(minutes=6), timedelta(minutes=9)
DAYS_LEFT = timedelta(days=6)
ANSWERED = 0.9
LEFT_OPEN = "t2-kysely-varmuus"
"""The poll that those who were absent may still answer."""
WORDS = {
    "luottamus": 9, "kiireettömyys": 8, "rauha": 6, "läsnäolo": 8, "luottamusta": 4, "selkeys": 6, "kuunteleminen": 7,
    "katsekontakti": 3, "toimiva yhteys": 5, "huumori": 2, "aika": 4, "yksityisyys": 5, "rauhallisuus": 3,
    "kuulluksi tuleminen": 4, "vuorovaikutus": 4, "ennakointi": 2, "turvallisuudentunne": 3,
}  # fmt: skip
WALL = "Mitä kokeilin etätapaamisessa?"
NOTES = {
    "Toimi": [
        "Kysyin alussa, kuka muu on huoneessa. Tunnelma rauhoittui heti.",
        "Sovimme, että minä soitan, jos yhteys katkeaa.",
        "Asiakas jakoi oman ruutunsa ja täytti hakemuksen itse.",
        "Viisi minuuttia kuulumisia ennen asiaa.",
        "Lähetin linkin jo edellisenä päivänä ja soitin, jos sitä ei avattu.",
    ],
    "Ei vielä toiminut": [
        "Tulkin kanssa kolmen hengen videopuhelu oli liian nopea.",
        "Hiljaisuus tuntui ruudulla pitkältä, täytin sen puheella.",
        "Kotona ei ollut paikkaa puhua yksin.",
    ],
    "Haluan kokeilla": [
        "Yhteinen muistio, johon molemmat kirjoittavat.",
        "Palaute kahdella kysymyksellä joka kerran lopuksi.",
        "Kehittäjäasiakas mukaan suunnittelemaan ryhmän aloitusta.",
    ],
}


@transaction.atomic
def fill(programme):
    """Polls answered by those who were present in each digikahvit that has been held, and a wall in each. Once."""
    if PollRun.objects.filter(room__session__programme=programme).exists():
        return
    chance = random.Random(programme.key)  # noqa: S311
    held = SubgroupSession.objects.filter(
        session__programme=programme, session__theme__isnull=False, session__ends_at__lt=timezone.now() - LONG_AGO
    )
    for one in held.select_related("session").order_by("session__starts_at", "pk"):
        coach = SubgroupCoach.objects.filter(subgroup=one.subgroup_id).select_related("person").first()
        visits = Attendance.objects.filter(session=one.session_id).select_related("person").order_by("person")
        if coach and visits:
            room, people = enter(session=one.session), [visit.person for visit in visits]
            _ask(room, coach.person, people, chance)
            _put_up(room, coach.person, people, chance)


def _ask(room, coach, people, chance):
    opened = room.session.starts_at + BEGINS
    for poll in Poll.objects.filter(theme=room.session.theme_id, kind__in=ANSWERS):
        run = open_poll(by=coach, room=room, poll=poll.pk)
        cast([_vote(run, person, chance) for person in people if chance.random() < ANSWERED])
        run = close(by=coach, room=room, run=run.pk)
        PollRun.objects.filter(pk=run.pk).update(opened_at=opened, closed_at=opened + LASTS)
        if poll.key == LEFT_OPEN:
            open_afterwards(by=coach, run=run, until=timezone.localdate() + DAYS_LEFT)
        opened += BETWEEN
    Event.objects.filter(room=room).update(at=opened)


def _vote(run, person, chance):
    return Vote(run.pk, run.voter_key(person), None if run.is_anonymous else person.pk, _answer(run, chance))


def _answer(run, chance):
    """Believable: the same options are liked in every room, a little more or less."""
    liking = random.Random(run.question)  # noqa: S311
    weights = [liking.uniform(1, 6) + run.room_id % 3 * liking.random() for _option in run.options]
    return ANSWERS[run.kind](run, weights, chance)


def _one(_run, weights, chance):
    return chance.choices(range(len(weights)), weights)


def _several(run, weights, chance):
    return [index for index, weight in enumerate(weights) if chance.random() < weight / 8] or _one(run, weights, chance)


def _steps(run, weights, chance):
    most = run.settings["steps"]
    return [min(most, max(1, round(chance.gauss(1 + weight / 8 * most, 1)))) for weight in weights]


def _words(run, _weights, chance):
    return list(dict.fromkeys(chance.choices(list(WORDS), WORDS.values(), k=run.settings["words"])))


ANSWERS = {"single": _one, "multiple": _several, "scale": _steps, "cloud": _words}


def _put_up(room, coach, people, chance):
    """A wall that has been closed; no more notes than people."""
    question = "Yksi lappu, yksi kokemus. Toistenkin laput saa lukea ja tykätä."
    named = {"names": Names.SHOWN, "dots": 0, "phase": Phase.REVEALED}
    wall = put_up_wall(by=coach, room=room, title=WALL, question=question, **named)
    texts = [(heading, text) for heading, texts in NOTES.items() for text in texts]
    headings = {text: Heading.objects.create(wall=wall, text=text) for text in NOTES}
    colours = dict(zip(NOTES, (Colour.GREEN, Colour.ROSE, Colour.YELLOW), strict=True))
    writers = chance.sample(people, min(len(people), len(texts)))
    Note.objects.bulk_create(
        Note(
            wall=wall,
            heading=headings[heading],
            person=person,
            writer_key=wall.writer_key(person.pk),
            text=text,
            colour=colours[heading],
        )
        for person, (heading, text) in zip(writers, texts, strict=False)
    )
    Mark.objects.bulk_create(
        Mark(note=note, giver_key=wall.key_of(person.pk), liked=True)
        for note in wall.notes.all()
        for person in chance.sample(people, min(len(people), chance.randrange(5)))
    )
    close_wall(by=coach, room=room, wall=wall.pk)
