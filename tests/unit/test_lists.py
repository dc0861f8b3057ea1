"""Every page with a list asks the database as often for a thousand rows as for one."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coaching.accounts.models import User
from coaching.core.models import AccessLog
from coaching.evaluation.models import Extraction, Study
from coaching.journal.models import Entry
from coaching.lectures.models import Material, Recording
from coaching.pilots.models import GuidanceVisit, Pilot, PilotPerson, Step
from coaching.programmes.models import Attendance, Enrolment, Pseudonym, Role, Session, Theme
from forums.models import Post, ReadMark, Thread
from groups.models import Membership, SubgroupSession
from realtime.models import Message, PollRun, Room
from realtime.tools.polls.actions import prepare

MANY = 1_000


@pytest.fixture
def world(programme, theme, subgroup, participant, developer, digikahvit):
    """What the lists hang on; each list has one row of its own kind at least."""
    studies = [
        Study.objects.create(programme=programme, key=key, name=key, question="Mitä opittiin?")
        for key in ("yksi", "kaksi")
    ]
    question = {"question": "Kysymys?", "kind": "single", "options": ["a", "b"], "reveal": "live", "anonymity": "named"}
    return SimpleNamespace(
        programme=programme,
        theme=theme,
        subgroup=subgroup,
        participant=participant,
        developer=developer,
        digikahvit=digikahvit,
        study=studies[0],
        thread=Thread.objects.create(programme=programme, subgroup=subgroup, title="Pitkä", author=participant),
        pilot=Pilot.objects.create(programme=programme, key="kokeilu", name="Kokeilu", made_by=developer),
        poll=prepare(by=None, theme=theme, **question),
        room=Room.objects.create(session=digikahvit),
    )


@pytest.fixture
def grow(world):
    """grow(first, end) fills every list of the programme with the rows of these numbers."""

    def fill(first, end):
        numbers = range(first, end)
        people = members(world, numbers)
        sessions(world, numbers)
        discussions(world, numbers, people)
        learning(world, numbers)
        pilots(world, numbers, people)
        lectures(world, numbers)
        evaluation(world, numbers)
        talk(world, numbers, people)

    return fill


def members(world, numbers):
    people = User.objects.bulk_create(User(display_name=f"Jäsen {n}", email=f"jasen{n}@example.org") for n in numbers)
    own = {"programme": world.programme}
    Enrolment.objects.bulk_create(Enrolment(person=p, role=Role.PARTICIPANT, **own) for p in people)
    Pseudonym.objects.bulk_create(Pseudonym(person=p, name=f"Nimi {p.pk}", **own) for p in people if p.pk % 2)
    Membership.objects.bulk_create(Membership(subgroup=world.subgroup, person=p, **own) for p in people)
    told = Attendance.Source.SELF
    Attendance.objects.bulk_create(Attendance(session=world.digikahvit, person=p, source=told) for p in people)
    return people


def sessions(world, numbers):
    now = timezone.now()
    made = Session.objects.bulk_create(
        Session(
            programme=world.programme,
            theme=world.theme,
            key=f"tapaaminen-{n}",
            kind=Session.Kind.DIGIKAHVIT,
            title=f"Tapaaminen {n}",
            starts_at=now + timedelta(hours=n + 3),
            ends_at=now + timedelta(hours=n + 4),
            whole_programme=False,
        )
        for n in numbers
    )
    SubgroupSession.objects.bulk_create(SubgroupSession(session=session, subgroup=world.subgroup) for session in made)
    Theme.objects.bulk_create(
        Theme(programme=world.programme, key=f"teema-{n}", number=n + 2, name=f"Teema {n}")
        for n in numbers
        if n % 50 == 0
    )


def discussions(world, numbers, people):
    of_group = {"subgroup": world.subgroup}
    threads = Thread.objects.bulk_create(
        Thread(programme=world.programme, theme=world.theme, title=f"Ketju {n}", author=p, posts_count=1, **of_group)
        for n, p in zip(numbers, people, strict=True)
    )
    words = {"text": "Kahvia", "roots": "kahv", **of_group}
    Post.objects.bulk_create(Post(thread=thread, number=1, author_id=thread.author_id, **words) for thread in threads)
    Post.objects.bulk_create(
        Post(thread=world.thread, number=n + 1, author=p, **words) for n, p in zip(numbers, people, strict=True)
    )
    Thread.objects.filter(pk=world.thread.pk).update(posts_count=numbers.stop)
    read = {"number": numbers.stop}
    ReadMark.objects.update_or_create(person=world.participant, thread=world.thread, defaults=read)


def learning(world, numbers):
    own = {"programme": world.programme, "person": world.participant}
    Entry.objects.bulk_create(Entry(tried=f"Kokeilin {n}", **own) for n in numbers)
    Entry.objects.bulk_create(Entry(promise=f"Kokeilen {n}", **own) for n in numbers)


def pilots(world, numbers, people):
    Pilot.objects.bulk_create(
        Pilot(programme=world.programme, key=f"kokeilu-{n}", name=f"Kokeilu {n}") for n in numbers
    )
    PilotPerson.objects.bulk_create(PilotPerson(pilot=world.pilot, person=p) for p in people)
    Step.objects.bulk_create(Step(pilot=world.pilot, title=f"Askel {p.pk}", owner=p) for p in people)
    visits = GuidanceVisit.objects.bulk_create(
        GuidanceVisit(pilot=world.pilot, visitor=world.developer, minutes=30, topics=f"Käynti {n}") for n in numbers
    )
    met = GuidanceVisit.people.through
    met.objects.bulk_create(met(guidancevisit=v, user=p) for v, p in zip(visits, people, strict=True))


def lectures(world, numbers):
    now = timezone.now()
    Recording.objects.bulk_create(
        Recording(theme=world.theme, key=f"tallenne-{n}", title=f"Tallenne {n}", published_at=now) for n in numbers
    )
    Material.objects.bulk_create(
        Material(theme=world.theme, title=f"Aineisto {n}", url="https://example.org/") for n in numbers
    )


def evaluation(world, numbers):
    asked = {"study": world.study, "asked_by": world.developer, "state": Extraction.State.DONE}
    Extraction.objects.bulk_create(Extraction(number=n + 1, **asked) for n in numbers)
    seen = {"actor": world.developer, "deed": "evaluation.made_package", "subject": f"study:{world.study.pk}"}
    AccessLog.objects.bulk_create(AccessLog(scope=world.programme.pk, **seen) for _n in numbers)


def talk(world, numbers, people):
    said = zip(numbers, people, strict=True)
    Message.objects.bulk_create(Message(room=world.room, seq=n + 1, person=p, text="Hei") for n, p in said)
    run = {"room": world.room, "poll": world.poll, "question": "Kysymys?", "options": ["a", "b"]}
    PollRun.objects.bulk_create(PollRun(closed_at=timezone.now(), **run) for _n in numbers)
    Room.objects.filter(pk=world.room.pk).update(seq=numbers.stop)


@pytest.fixture
def pages(world):
    """{role: the addresses of lists they see}."""
    key, session = [world.programme.key], [world.digikahvit.pk]
    things = [world.theme, world.room, world.programme, world.digikahvit, world.subgroup, world.thread]
    return {
        "participant": [
            *(thing.get_absolute_url() for thing in things),
            reverse("front"),
            reverse("programmes:calendar"),
            reverse("forums:list", args=key),
            reverse("forums:search", args=key) + "?q=kahvia",
            reverse("journal:mine", args=key),
            reverse("journal:mine", args=key) + "?all=1",
            reverse("pilots:list", args=key),
        ],
        "coach": [
            world.theme.get_absolute_url(),
            world.room.get_absolute_url(),
            reverse("groups:tools", args=[world.subgroup.pk]),
            reverse("groups:attendance", args=session),
            reverse("pilots:visits", args=key),
        ],
        "developer": [world.pilot.get_absolute_url(), reverse("pilots:people", args=[world.pilot.pk])],
        "organiser": [
            reverse("programmes:people", args=key),
            reverse("groups:list", args=key),
            reverse("groups:plan", args=key),
            reverse("evaluation:log", args=[world.study.pk]),
        ],
        "evaluator": [reverse("evaluation:studies"), reverse("evaluation:study", args=[world.study.pk])],
    }


def test_a_thousand_rows_ask_as_often_as_one(grow, pages, request, signed_in):
    people = {role: request.getfixturevalue(role) for role in pages}
    grow(0, 1)
    _asked(signed_in, people, pages)  # what is remembered for the process is remembered now

    one = _asked(signed_in, people, pages)
    grow(1, MANY)

    assert _asked(signed_in, people, pages) == one


def _asked(signed_in, people, pages):
    """{(role, page): how many queries it took}."""
    asked = {}
    for role, addresses in pages.items():
        client = signed_in(people[role])
        for page in addresses:
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(page)
            assert answer.status_code == 200, (page, answer.status_code)
            asked[role, page] = len(queries)
    return asked
