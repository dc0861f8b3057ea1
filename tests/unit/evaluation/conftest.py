"""A study of the cast's programme, and a tiny dataset whose rows a test chooses."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from coaching.core.registries import Column, Dataset, datasets
from coaching.evaluation.api.tokens import SUMMARIES, issue
from coaching.evaluation.extract import all_datasets
from coaching.evaluation.models import Study
from coaching.lectures.models import Recording, Watching
from coaching.pilots import actions as pilots
from coaching.pilots.models import Risk, Tool
from coaching.programmes.actions import attend
from coaching.programmes.models import Consent
from coaching.surveys.actions import drop, keep, send
from coaching.surveys.models import Item, Survey
from forums.actions import open_thread, reply
from realtime.models import GroupPlace, GroupSet, SmallGroup
from realtime.rooms import enter
from realtime.tools.chat.actions import say
from realtime.tools.polls.actions import close, open_poll, vote
from realtime.tools.polls.library import prepare
from realtime.tools.questions.actions import ask
from realtime.tools.small_groups.models import How, Phase
from realtime.tools.small_groups.notes import write_group_notes
from realtime.tools.wall.actions import put_up_wall
from realtime.tools.wall.notes import write_note

ALL_OF_THEM = [*all_datasets(), SUMMARIES]
TINY = {
    "person": Column("Who wrote it", "person"),
    "text": Column("What was written", "words"),
    "title": Column("What the house calls it", "text"),
    "count": Column("How many", "integer"),
}


@pytest.fixture
def study(programme):
    return Study.objects.create(
        programme=programme, key="arviointi", name="Ulkoinen arviointi", question="Miten työ muuttuu?", threshold=5
    )


@pytest.fixture
def consents(programme):
    """consents(person, …): they agree to the evaluation."""

    def give(*people):
        for person in people:
            Consent.objects.create(programme=programme, person=person, purpose=Consent.Purpose.EVALUATION)

    return give


@pytest.fixture
def tiny():
    """tiny(rows) → a registered dataset "tiny" that yields these; gone after the test."""
    rows = []

    def fill(*given):
        rows.extend({"person": None, "text": None, "title": None, "count": None} | row for row in given)
        return datasets["tiny"]

    datasets.add("tiny", Dataset("Tiny", TINY, lambda _extract: iter(rows), key=("count",)))
    yield fill
    del datasets._items["tiny"]


@pytest.fixture
def coached_round(
    programme,
    theme,
    lecture,
    digikahvit,
    subgroup,
    participant,
    developer_client,
    coach,
    developer,
    stranger,
    make_person,
):
    """A round of the programme with something in every table, written by people of the cast and naming them."""
    crowd = [make_person(f"Jäsen Numero{letter}", "participant", subgroup) for letter in "abcdef"]
    for person in [participant, developer_client, stranger, *crowd]:
        attend(person=person, session=lecture, source="self", minutes=90)
    _talk(programme, subgroup, theme, participant, developer_client, stranger)
    _coffee(digikahvit, theme, coach, participant, developer_client, crowd)
    _wall_and_questions(digikahvit, coach, participant, developer_client)
    _small_groups(digikahvit, participant)
    _pilot(programme, participant, developer)
    _recording(theme, participant)
    _surveys(programme, lecture, [participant, developer_client, stranger, *crowd])
    return programme


def _talk(programme, subgroup, theme, participant, developer_client, stranger):
    thread = open_thread(
        by=participant,
        programme=programme,
        subgroup=subgroup,
        theme=theme,
        title="Kuukkelin kysymys",
        text="Mitä Secret Realname tarkoitti? Soita 040 123 4567, t. Kaisla Korpikuusi",
    )
    reply(by=developer_client, thread=thread, text="=HYPERLINK kiitos Kaislalle ja Tuulille!")
    reply(by=stranger, thread=thread, text="Puolukkamäen vastaus: kaisla.korpikuusi@example.org")


def _coffee(digikahvit, theme, coach, participant, developer_client, crowd):
    room = enter(session=digikahvit)
    say(by=participant, room=room, text="Huomenta, t. Kaisla")
    say(by=developer_client, room=room, text="Täällä Kuukkeli eli Secret")
    for anonymity in ("named", "anonymous"):
        poll = prepare(
            by=coach,
            theme=theme,
            question="Mitä Kaisla kokeili?",
            kind="single",
            options=["Chattia", "Videota"],
            reveal="live",
            anonymity=anonymity,
        )
        run = open_poll(by=coach, room=room, poll=poll.pk)
        for number, person in enumerate([participant, *crowd]):
            vote(by=person, room=room, run=run.pk, answer=[number % 2])
        close(by=coach, room=room, run=run.pk)


def _wall_and_questions(digikahvit, coach, participant, developer_client):
    room = enter(session=digikahvit)
    wall = put_up_wall(
        by=coach, room=room, title="Seinä", question="Mitä Kaisla kokeili?", names="shown", dots=0, phase="revealed"
    )
    write_note(by=participant, room=room, wall=wall.pk, text="Kaisla Korpikuusi kirjoitti", colour="yellow")
    ask(by=developer_client, room=room, text="Mitä Secret Realname kysyi?", unnamed=False)


def _small_groups(digikahvit, participant):
    group_set = GroupSet.objects.create(
        session=digikahvit,
        title="Pienryhmät",
        how=How.HAND,
        phase=Phase.OPEN,
        opened_at=timezone.now(),
        tasks=["Mitä?"],
    )
    group = SmallGroup.objects.create(group_set=group_set, session=digikahvit, number=1, name="Ryhmä 1")
    GroupPlace.objects.create(group=group, group_set=group_set, person=participant)
    room = enter(session=digikahvit, group=group)
    write_group_notes(by=participant, room=room, task=0, text="Kaisla Korpikuusi kirjoitti", base=0)


def _pilot(programme, participant, developer):
    pilot = pilots.suggest(by=participant, programme=programme, name="Kaislan chat", need="Secret Realnamen toive")
    pilots.add_step(by=participant, pilot=pilot, title="Kaisla kirjoittaa ohjeen", owner=participant)
    pilots.keep_tool(by=participant, pilot=pilot, tool=Tool(), name="Ninchat", checked_by="Pouta Puolukkamäki")
    risk = {"what": "Kaisla ei ehdi", "action": "Pouta auttaa", "owner": participant}
    pilots.keep_risk(by=participant, pilot=pilot, risk=Risk(), **risk)
    pilots.keep_month(by=participant, pilot=pilot, month=date(2020, 9, 1), figures={"clients": (12, True)})
    pilots.answer_as_worker(by=participant, pilot=pilot, smile=4, easier="Kaislan aika", harder="Poudan aika")
    link = pilots.open_link(by=participant, pilot=pilot)
    for _client in range(5):
        pilots.answer_as_client(link=link, number=uuid4(), smile=5, words="Kaisla oli kiva")
    pilots.log_visit(
        by=developer,
        pilot=pilot,
        people=[participant],
        client=uuid4(),
        minutes=60,
        topics="Kaisla kertoi",
        agreed="Pouta jatkaa",
    )


def _surveys(programme, lecture, people):
    """One that is under the study's number, feedback on the lecture, and an anonymous one that is over."""
    now = timezone.now()
    spans = {"linked": {}, "anonymous": {}, "feedback": {"kind": "session", "session": lecture}}
    for key, values in spans.items():
        mode = "anonymous" if key == "anonymous" else "linked"
        survey = Survey.objects.create(programme=programme, key=key, title={"fi": key}, mode=mode)
        section = survey.sections.create(place=1)
        own = {"survey": survey, "section": section}
        scale = Item.objects.create(key="vaite", place=1, kind="scale", text={"fi": "Väite"}, settings=STEPS, **own)
        words = Item.objects.create(key="sana", place=2, kind="text", text={"fi": "Kerro"}, **own)
        opens = {"opens_at": now - timedelta(days=2), "closes_at": now + timedelta(days=2)}
        wave = survey.waves.create(key="alku", **({"kind": "before"} | values), **opens)
        for number, person in enumerate(people):
            answers = {scale: number % 5 + 1, words: "Kaisla Korpikuusi auttoi"}
            if mode == "anonymous":
                drop(wave=wave, values=answers, number=uuid4())
            else:
                keep(by=person, wave=wave, values=answers)
                send(by=person, wave=wave)
        if mode == "anonymous":
            survey.waves.update(closes_at=now - timedelta(minutes=1))


STEPS = {"steps": 5, "low": {"fi": "ei"}, "high": {"fi": "kyllä"}}


def _recording(theme, participant):
    recording = Recording.objects.create(theme=theme, title="Tallenne", duration=60)
    Watching.objects.create(recording=recording, person=participant)


@pytest.fixture
def issued(study, organiser, evaluator):
    """issued(*tables, **values) → (token, its secret), of every table unless told."""

    def make(*tables, **values):
        asked = {"person": evaluator, "ends": timezone.localdate() + timedelta(days=30)} | values
        return issue(by=organiser, study=study, tables=tables or ALL_OF_THEM, **asked)

    return make


@pytest.fixture
def api(client, issued):
    """api(path, **query) → the answer to a program that holds a token of every table; ``secret=`` for another."""
    own = []

    def get(path="", secret=None, language="en", **query):
        if secret is None:
            own[:] = own or [issued()[1]]
            secret = own[0]
        headers = {"Authorization": f"Bearer {secret}", "Accept-Language": language}
        return client.get(path if path.startswith("http") else f"/api/v1/{path}", query, headers=headers)

    return get
