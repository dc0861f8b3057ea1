"""What belongs to a subgroup shows in nothing that another's member is shown: every page, file, count, mail and table.

Each round of chance writes things with a word of their own to two subgroups and to everybody, and then reads
whatever links lead to, what addresses open, what search finds, the day's mail and what an evaluator is given.
"""

import random
import re
from html import unescape
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from coaching.core.registries import datasets
from coaching.evaluation.extract import Snapshot, asked, clean_rows
from coaching.evaluation.filters import Filter
from coaching.evaluation.models import Study
from coaching.programmes.models import Consent, Session
from forums.actions import open_thread
from forums.digests import send_due_digests
from forums.models import MailChoice, Thread
from groups.models import SubgroupSession
from realtime.rooms import enter
from realtime.snapshot import shared_state
from realtime.tools.chat.actions import say
from realtime.tools.questions.actions import ask
from realtime.tools.wall.actions import put_up_wall
from realtime.tools.wall.notes import write_note

LINK = re.compile(r'(?:href|action|src)="(/[^"#]*)')
TAG = re.compile(r"<[^>]*>")
NOT_FOLLOWED = re.compile(r"^/(static|media|kieli|tili/(logout|password|email|2fa|esittely))|/video/")
MOST_PAGES = 250


def discussion(place, word):
    threads = {"programme": place.programme, "subgroup": place.subgroup, "theme": place.theme}
    open_thread(by=place.member, title=f"{word} otsikossa", text=f"{word} viestissä", **threads)


def session(place, word):
    made = Session.objects.create(
        programme=place.programme,
        theme=place.theme,
        key=word.lower(),
        kind=Session.Kind.DIGIKAHVIT,
        title=word,
        whole_programme=place.subgroup is None,
        starts_at=timezone.now(),
        ends_at=timezone.now() + timezone.timedelta(hours=1),
    )
    if place.subgroup:
        SubgroupSession.objects.create(session=made, subgroup=place.subgroup)


def message(place, word):
    say(by=place.member, room=place.room, text=f"{word} sanottu")


def question(place, word):
    ask(by=place.member, room=place.room, text=f"{word} kysytty", unnamed=False)


def note(place, word):
    how = {"names": "shown", "dots": 0, "phase": "revealed"}
    wall = put_up_wall(by=place.coach, room=place.room, title="Seinä", question=f"{word} seinällä", **how)
    write_note(by=place.member, room=place.room, wall=wall.pk, text=f"{word} lapulla", colour="yellow")


IN_ROOMS = [message, question, note]
THINGS = [discussion, session, *IN_ROOMS]


@pytest.fixture
def places(programme, theme, subgroup, other_subgroup, participant, stranger, coach, make_person):
    """{name: place} of one subgroup, the other, and everybody; each subgroup has a session of its own."""
    other_coach = make_person("Muu Valmentaja", "coach", other_subgroup)
    readers = {"own": make_person("Lukija Oma", "participant", subgroup)}
    readers["other"] = make_person("Lukija Muu", "participant", other_subgroup)
    found = {}
    for name, circle, member, leads in (
        ("own", subgroup, participant, coach),
        ("other", other_subgroup, stranger, other_coach),
        ("all", None, participant, coach),
    ):
        place = SimpleNamespace(programme=programme, theme=theme, subgroup=circle, member=member, coach=leads)
        session(place, f"Istunto{name}")
        place.reader = readers.get(name)
        place.room = enter(session=Session.objects.get(key=f"istunto{name}"))
        found[name] = place
    return found


@pytest.fixture(params=[1, 2])
def words(request, places):
    """{place: its words}: every kind of thing in each subgroup and some for everybody, in an order of chance."""
    chance = random.Random(request.param)
    wanted = [(name, thing) for name in places for thing in THINGS]
    wanted += chance.choices([(name, thing) for name in places for thing in THINGS], k=4)
    chance.shuffle(wanted)
    found = {name: set() for name in places}
    for name, thing in wanted:
        word = "Hirvi" + "".join(chance.choices("bcdfghjklmnp", k=10))
        thing(places[name], word)
        found[name].add(word)
    return found


def heard_in(text, words):
    return {word for word in set().union(*words.values()) if word.lower() in text.lower()}


def body(answer):
    return (b"".join(answer) if answer.streaming else answer.content).decode("utf-8", "replace")


def read_everything(client, words, start):
    """The words on all pages and files that links lead to, from these addresses on."""
    seen, waiting, found = set(), list(start), set()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        kind = re.sub(r"=[^&]*", "", address)
        if kind in seen or NOT_FOLLOWED.search(address):
            continue
        seen.add(kind)
        answer = client.get(address)
        if answer.status_code == 200:
            text = body(answer)
            found |= heard_in(text.replace(address, ""), words)
            waiting += [unescape(link) for link in LINK.findall(text)]
    assert len(seen) < MOST_PAGES, "the crawl did not come to its end"
    return found


@pytest.mark.parametrize("reader", ["own", "other"])
def test_links_lead_to_nothing_of_another_subgroup(places, words, reader, signed_in):
    found = read_everything(signed_in(places[reader].reader), words, ["/"])

    shown = words[reader] | words["all"]
    assert found == shown


@pytest.mark.parametrize("reader", ["own", "other"])
def test_addresses_and_search_open_nothing_of_another_subgroup(places, words, reader, signed_in):
    other = "other" if reader == "own" else "own"
    client = signed_in(places[reader].reader)
    sessions = SubgroupSession.objects.filter(subgroup=places[other].subgroup).values_list("session", flat=True)
    opened = [reverse("realtime:room", args=[pk]) for pk in sessions]
    opened += [thread.get_absolute_url() for thread in Thread.objects.filter(subgroup=places[other].subgroup)]
    opened += [reverse("groups:subgroup", args=[places[other].subgroup.pk])]
    assert [client.get(address).status_code for address in opened] == [404] * len(opened)

    at = reverse("forums:search", args=["ohjelma"])
    hits = {word: TAG.sub("", body(client.get(at, {"q": word}))) for word in set().union(*words.values())}
    found = {word for word, page in hits.items() if f"{word} otsikossa" in page}
    assert found <= words[reader] | words["all"]
    assert found & words[reader] and found & words["all"]


def test_a_room_tells_its_own_alone(places, words):
    for name, place in places.items():
        for view in ("coach", "member", "projector"):
            assert heard_in(str(shared_state(place.room.pk, view)), words) <= words[name]


def test_the_day_s_mail_counts_one_s_own_and_says_nothing(places, words, mailoutbox):
    for name in ("own", "other"):
        person = places[name].reader
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        MailChoice.objects.create(person=person, at=timezone.localtime().time())
    send_due_digests.func("https://kahvit.example.fi")

    assert mailoutbox
    assert [word for mail in mailoutbox for word in heard_in(mail.subject + mail.body, words)] == []


def test_an_evaluator_who_narrows_to_one_subgroup_is_given_nothing_of_the_other(programme, places, words):
    for place in places.values():
        for person in (place.member, place.coach):
            Consent.objects.get_or_create(programme=programme, person=person, purpose=Consent.Purpose.EVALUATION)
    study = Study.objects.create(programme=programme, key="arviointi", name="Arviointi", question="Miten?", threshold=5)

    def given(**chosen):
        narrowed = Filter(**chosen)
        ways = asked(study, narrowed), Snapshot.of(study, narrowed)
        rows = [row for _name, table in datasets.items() for row in clean_rows(table, *ways)]
        return heard_in(str(rows), words)

    assert given() == set().union(*words.values())
    assert given(subgroups=(places["own"].subgroup.name,)) & words["other"] == set()
