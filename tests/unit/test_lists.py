"""Every page with a list asks the database as often for a thousand rows as for one."""

from datetime import timedelta

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
def study(programme):
    return Study.objects.create(programme=programme, key="tutkimus", name="Tutkimus", question="Mitä opittiin?")


@pytest.fixture
def grow(programme, theme, subgroup, participant, developer, digikahvit, study):
    """grow(first, end) fills every list of the programme with the rows of these numbers."""
    thread = Thread.objects.create(programme=programme, subgroup=subgroup, title="Pitkä", author=participant)
    Study.objects.create(programme=programme, key="toinen", name="Toinen", question="Mitä muuta opittiin?")
    pilot = Pilot.objects.create(programme=programme, key="kokeilu", name="Kokeilu", made_by=developer)
    poll = prepare(
        by=None, theme=theme, question="Kysymys?", kind="single", options=["a", "b"], reveal="live", anonymity="named"
    )
    room = Room.objects.create(session=digikahvit)

    def fill(first, end):
        now, numbers = timezone.now(), range(first, end)
        people = User.objects.bulk_create(
            User(display_name=f"Jäsen {n}", email=f"jasen{n}@example.org") for n in numbers
        )
        Enrolment.objects.bulk_create(Enrolment(programme=programme, person=p, role=Role.PARTICIPANT) for p in people)
        Pseudonym.objects.bulk_create(
            Pseudonym(programme=programme, person=p, name=f"Nimi {p.pk}") for p in people if p.pk % 2
        )
        Membership.objects.bulk_create(Membership(subgroup=subgroup, programme=programme, person=p) for p in people)
        Attendance.objects.bulk_create(
            Attendance(session=digikahvit, person=p, source=Attendance.Source.SELF) for p in people
        )
        sessions = Session.objects.bulk_create(
            Session(
                programme=programme,
                theme=theme,
                key=f"tapaaminen-{n}",
                kind=Session.Kind.DIGIKAHVIT,
                title=f"Tapaaminen {n}",
                starts_at=now + timedelta(hours=n + 3),
                ends_at=now + timedelta(hours=n + 4),
                whole_programme=False,
            )
            for n in numbers
        )
        SubgroupSession.objects.bulk_create(SubgroupSession(session=s, subgroup=subgroup) for s in sessions)
        Theme.objects.bulk_create(
            Theme(programme=programme, key=f"teema-{n}", number=n + 2, name=f"Teema {n}")
            for n in numbers
            if n % 50 == 0
        )
        threads = Thread.objects.bulk_create(
            Thread(programme=programme, subgroup=subgroup, theme=theme, title=f"Ketju {n}", author=p, posts_count=1)
            for n, p in zip(numbers, people, strict=True)
        )
        Post.objects.bulk_create(
            [
                Post(thread=t, subgroup=subgroup, number=1, author_id=t.author_id, text="Kahvia", roots="kahv")
                for t in threads
            ]
            + [
                Post(thread=thread, subgroup=subgroup, number=n + 1, author=p, text="Kahvia", roots="kahv")
                for n, p in zip(numbers, people, strict=True)
            ]
        )
        Thread.objects.filter(pk=thread.pk).update(posts_count=end)
        ReadMark.objects.update_or_create(person=participant, thread=thread, defaults={"number": end})
        Entry.objects.bulk_create(
            Entry(programme=programme, person=participant, tried=f"Kokeilin {n}") for n in numbers
        )
        Entry.objects.bulk_create(
            Entry(programme=programme, person=participant, promise=f"Kokeilen {n}") for n in numbers
        )
        Pilot.objects.bulk_create(Pilot(programme=programme, key=f"kokeilu-{n}", name=f"Kokeilu {n}") for n in numbers)
        PilotPerson.objects.bulk_create(PilotPerson(pilot=pilot, person=p) for p in people)
        Step.objects.bulk_create(
            Step(pilot=pilot, title=f"Askel {n}", owner=p) for n, p in zip(numbers, people, strict=True)
        )
        visits = GuidanceVisit.objects.bulk_create(
            GuidanceVisit(pilot=pilot, visitor=developer, minutes=30, topics=f"Käynti {n}") for n in numbers
        )
        GuidanceVisit.people.through.objects.bulk_create(
            GuidanceVisit.people.through(guidancevisit=v, user=p) for v, p in zip(visits, people, strict=True)
        )
        Recording.objects.bulk_create(
            Recording(theme=theme, key=f"tallenne-{n}", title=f"Tallenne {n}", published_at=now) for n in numbers
        )
        Material.objects.bulk_create(
            Material(theme=theme, title=f"Aineisto {n}", url="https://example.org/") for n in numbers
        )
        Extraction.objects.bulk_create(
            Extraction(study=study, number=n + 1, asked_by=developer, state=Extraction.State.DONE) for n in numbers
        )
        AccessLog.objects.bulk_create(
            AccessLog(actor=developer, deed="evaluation.made_package", subject=f"study:{study.pk}", scope=programme.pk)
            for _n in numbers
        )
        Message.objects.bulk_create(
            Message(room=room, seq=n + 1, person=p, text="Hei") for n, p in zip(numbers, people, strict=True)
        )
        PollRun.objects.bulk_create(
            PollRun(room=room, poll=poll, question="Kysymys?", options=["a", "b"], closed_at=now) for _n in numbers
        )
        Room.objects.filter(pk=room.pk).update(seq=end)

    fill.pages = {
        "participant": [
            reverse("front"),
            programme.get_absolute_url(),
            theme.get_absolute_url(),
            digikahvit.get_absolute_url(),
            subgroup.get_absolute_url(),
            reverse("programmes:calendar"),
            reverse("forums:list", args=[programme.key]),
            reverse("forums:search", args=[programme.key]) + "?q=kahvia",
            thread.get_absolute_url(),
            reverse("journal:mine", args=[programme.key]),
            reverse("journal:mine", args=[programme.key]) + "?all=1",
            reverse("pilots:list", args=[programme.key]),
            room.get_absolute_url(),
        ],
        "coach": [
            theme.get_absolute_url(),
            room.get_absolute_url(),
            reverse("groups:tools", args=[subgroup.pk]),
            reverse("groups:attendance", args=[digikahvit.pk]),
            reverse("pilots:visits", args=[programme.key]),
        ],
        "developer": [pilot.get_absolute_url(), reverse("pilots:people", args=[pilot.pk])],
        "organiser": [
            reverse("programmes:people", args=[programme.key]),
            reverse("groups:list", args=[programme.key]),
            reverse("evaluation:log", args=[study.pk]),
        ],
        "evaluator": [reverse("evaluation:studies"), reverse("evaluation:study", args=[study.pk])],
    }
    return fill


def test_a_thousand_rows_ask_as_often_as_one(grow, request, signed_in, coach, organiser):
    people = {role: request.getfixturevalue(role) for role in grow.pages}
    grow(0, 1)
    _asked(signed_in, people, grow.pages)  # what is remembered for the process is remembered now

    one = _asked(signed_in, people, grow.pages)
    grow(1, MANY)

    assert _asked(signed_in, people, grow.pages) == one


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
