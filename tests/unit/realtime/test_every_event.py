"""Old snapshot + events = fresh snapshot, for every kind of event, deed by deed and for every view."""

import json

import pytest

from coaching.core.compact import dumps
from coaching.programmes.models import Session
from realtime.deeds import do_now
from realtime.hub.room import hears, told_to
from realtime.kinds import KINDS
from realtime.log import read_lines
from realtime.models import Event, Guest, GuestDoor, PrivateQuestion, Question, SmallGroup
from realtime.people import handle
from realtime.snapshot import shared_state
from realtime.toolbox import own_states
from realtime.tools.guests.actions import come_in
from realtime.tools.polls.kinds.kind import key_of
from realtime.tools.polls.library import remove
from realtime.tools.script.writing import add_item
from tests.live.effects import EFFECTS


class Viewer:
    """Somebody (None: a projector) in one room, whose state is made of a snapshot and the events after it."""

    def __init__(self, room, view, person=None):
        self.room, self.view, self.person = room, view, person
        self.seq, self.state = self.fresh()

    def fresh(self):
        seq, state = shared_state(self.room.pk, self.view)
        own = own_states(self.room.pk, [self.person.pk])[self.person.pk] if self.person else {}
        return seq, json.loads(dumps(state | own))

    def hear(self):
        """Apply what has come since; the kinds that were told of in the room, heard or not."""
        lines = read_lines(self.room.pk, self.seq)
        own = self.person and f"person:{self.person.pk}"
        for line in lines:
            if hears(self.view, line) or line.audience == own:
                EFFECTS[line.kind](self.state, json.loads(told_to(self.view, line).text))
            self.seq = line.seq
        return {line.kind for line in lines}


class Scene:
    """A room with everybody in it; after each deed everybody's state is compared with a fresh one."""

    def __init__(self, room, **people):
        self.room, self.people = room, people
        self.told = set()
        self.viewers = []
        self.look_from(room)

    def look_from(self, room, *members):
        """More people look: those who may be in the room."""
        self.viewers.append(Viewer(room, "coach", self.people["coach"]))
        for person in members or (self.people["member"], self.people["client"]):
            self.viewers.append(Viewer(room, "member", person))
        self.viewers.append(Viewer(room, "projector"))

    def do(self, who, deed, /, at=None, **given):
        """What the verb made."""
        thing = do_now(deed, by=self.people[who], room=at or self.room, given=given)
        self.compare()
        return thing

    def compare(self):
        for viewer in self.viewers:
            self.told |= viewer.hear()
            assert (viewer.view, viewer.state) == (viewer.view, viewer.fresh()[1])

    def who(self, name, room=None):
        return handle((room or self.room).pk, self.people[name].pk)


@pytest.fixture
def scene(room, coach, participant, developer_client, no_hurry):
    return Scene(room, coach=coach, member=participant, client=developer_client)


def chat(scene, **_):
    scene.do("member", "say", text="Hei")
    scene.do("coach", "say", text="Hei vain")


def polls(scene, make_poll, **_):
    texts, hidden, gone = make_poll(kind="text", options=[]), make_poll(reveal="coach_only"), make_poll()
    scene.compare()
    remove(by=scene.people["coach"], poll=gone)
    scene.compare()
    run = scene.do("coach", "open", poll=texts.pk)
    scene.do("member", "vote", run=run.pk, answer="Soitan")
    scene.do("client", "vote", run=run.pk, answer="Kahvi")
    scene.do("member", "vote", run=run.pk, answer="Soitan ensin")
    scene.do("coach", "time", run=run.pk, seconds=60)
    scene.do("coach", "time", run=run.pk, seconds=0)
    for on in (True, False):
        scene.do("coach", "hide", run=run.pk, text=key_of("Kahvi"), hidden=on)
    scene.do("coach", "close", run=run.pk)
    other = scene.do("coach", "open", poll=hidden.pk)
    scene.do("coach", "close", run=other.pk)
    scene.do("coach", "reveal", run=other.pk)


def queue(scene, **_):
    for who in ("member", "client"):
        scene.do(who, "raise_hand")
    first, second = [hand["turn"] for hand in scene.viewers[0].state["queue"]]
    scene.do("coach", "give_floor", turn=first)
    scene.do("coach", "remove_hand", turn=second)
    scene.do("member", "lower_hand")


def script(scene, **_):
    item = add_item(by=scene.people["coach"], session=scene.room.session, title="Alku", minutes=5)
    scene.compare()
    scene.do("coach", "script_go", item=item.pk)
    scene.do("coach", "script_end")


def mood(scene, **_):
    scene.do("member", "react", mood="thanks")
    scene.do("member", "wish", mood="slower", on=True)
    scene.do("coach", "hear_wish", mood="slower")


def guests(scene, **_):
    Session.objects.filter(pk=scene.room.session_id).update(kind=Session.Kind.EVENT)
    scene.do("coach", "open_door", lobby=True)
    for name in ("Revontuli", "Kaamos"):
        come_in(door=GuestDoor.objects.get(), nickname=name)
        scene.compare()
    first = Guest.objects.first()
    scene.look_from(scene.room, first.person)
    scene.do("coach", "let_in", guest=first.pk)
    scene.do("coach", "let_all_in")
    scene.do("coach", "remove_guest", guest=first.pk)
    scene.do("coach", "new_code")
    scene.do("coach", "close_door")


def wall(scene, **_):
    asked = {"title": "Seinä", "question": "Mikä toimi?", "names": "shown", "dots": 3, "phase": "write"}
    wall = scene.do("coach", "put_up_wall", **asked)
    about = {"wall": wall.pk}
    heading = scene.do("coach", "add_heading", **about, text="Kokeilut")
    other = scene.do("coach", "add_heading", **about, text="Muut")
    own, gone = [
        scene.do("member", "write_note", **about, text=text, colour="yellow", heading=0) for text in ("Ensin", "Väärä")
    ]
    theirs = scene.do("client", "write_note", **about, text="Toinen", colour="blue", heading=other.pk)
    scene.do("member", "remove_note", note=gone.pk)
    scene.do("coach", "group_note", note=own.pk, heading=heading.pk)
    scene.do("coach", "reveal_wall", **about)
    scene.do("member", "edit_note", note=own.pk, text="Ensin hiljaa", colour="rose")
    scene.do("client", "mark_note", note=own.pk, liked=1, given=2)
    scene.do("client", "mark_note", note=own.pk, liked=0, given=0)
    scene.do("member", "mark_note", note=theirs.pk, liked=1, given=0)
    scene.do("coach", "hide_note", note=theirs.pk)
    scene.do("coach", "show_note", note=theirs.pk)
    scene.do("coach", "group_note", note=theirs.pk, heading=heading.pk)
    scene.do("coach", "move_note", note=theirs.pk, to="first")
    scene.do("coach", "move_heading", heading=other.pk, to="first")
    scene.do("coach", "rename_heading", heading=heading.pk, text="Mitä kokeiltiin")
    scene.do("coach", "remove_heading", heading=heading.pk)
    scene.do("coach", "close_wall", **about)


def moderation(scene, **_):
    scene.do("coach", "hold_messages", on=True)
    for text in ("Yksi", "Kaksi"):
        scene.do("member", "say", text=text)
    scene.do("client", "ask", text="Entä?", unnamed=False)
    first, second = [one["held"] for one in scene.viewers[0].state["held"]]
    scene.do("coach", "show_held", held=first)
    scene.do("coach", "decline_held", held=second, reason="private")
    scene.do("coach", "hold_messages", on=False)
    message = Event.objects.get(kind="chat.said").seq
    scene.do("coach", "hide_message", message=message, reason="hurtful")
    scene.do("coach", "unhide_message", message=message)
    scene.do("coach", "restrain", who=scene.who("client"), what="silenced")
    scene.do("coach", "release", who=scene.who("client"))


def questions(scene, **_):
    scene.do("member", "ask", text="Entä jos?", unnamed=False)
    scene.do("client", "ask", text="Kuka?", unnamed=True)
    first, second = Question.objects.order_by("pk").values_list("pk", flat=True)
    for up in (True, False):
        scene.do("client", "back_question", question=first, up=up)
    scene.do("coach", "mark_question", question=second, answered=True)
    for on in (True, False):
        scene.do("coach", "show_question", question=first, on=on)
    scene.do("coach", "show_question", question=first, on=True)
    scene.do("coach", "hide_question", question=first)
    scene.do("coach", "unhide_question", question=first)
    scene.do("member", "ask_coach", text="Vain sinulle")
    scene.do("coach", "answer_privately", note=PrivateQuestion.objects.get().pk, text="Kiitos")


SET = {"size": 2, "whom": "all", "minutes": 30, "title": "", "tasks": "Mikä toimi?", "like": 0, "begin": False}


def small_groups(scene, **_):
    gone = scene.do("coach", "make_groups", **SET, how="hand", topics="")
    scene.do("coach", "discard_groups", groups=gone.pk)
    about = {"groups": scene.do("coach", "make_groups", **SET, how="choice", topics="Kahvi\nPuhelu").pk}
    first, second = SmallGroup.objects.order_by("pk")
    scene.do("coach", "rename_group", **about, group=first.pk, text="Kahvihetki")
    scene.do("coach", "offer_groups", **about)
    scene.do("member", "pick_group", **about, group=first.pk)
    scene.do("coach", "open_groups", **about)
    scene.do("client", "find_group", **about)
    small, other = [SmallGroup.objects.get(pk=one.pk).room for one in (first, second)]
    scene.look_from(small, scene.people["member"])
    scene.look_from(other, scene.people["client"])
    scene.do("coach", "rename_group", **about, group=second.pk, text="Puhelimessa")
    scene.do("member", "be_chair", at=small)
    scene.do("member", "call_coach", at=small, on=True)
    scene.do("coach", "answer_call", **about, group=first.pk)
    scene.do("member", "call_coach", at=small, on=True)
    scene.do("member", "write_group_notes", at=small, task=0, text="Soitan", base=0)
    scene.do("coach", "write_group_notes", at=small, task=0, text="Kahvi", base=0)
    scene.do("coach", "tell_groups", **about, text="Tauko")
    scene.do("coach", "lengthen_groups", **about, minutes=5)
    scene.do("coach", "report_group", **about, group=first.pk, minutes=3)
    scene.do("coach", "rename_group", **about, group=first.pk, text="Kahvi ja pulla")
    scene.do("coach", "report_group", **about, group=second.pk, minutes=3)
    scene.do("coach", "end_groups", **about, seconds=0)
    scene.do("coach", "report_group", **about, group=0, minutes=1)
    scene.do("coach", "groups_to_wall", **about)


def screen(scene, **_):
    for on in (False, True):
        scene.do("coach", "screen_link", on=on)


PLAYS = {
    chat: {"chat.said"},
    polls: {kind for kind in KINDS if kind.startswith("poll.")},
    queue: {"queue.raised", "queue.floor", "queue.left"},
    script: {"script.moved", "script.written"},
    mood: {"mood.felt", "mood.wished", "mood.heard"},
    guests: {"door.changed", "guest.came", "guests.let_in", "guest.removed", "guest.sent_away"},
    wall: {kind for kind in KINDS if kind.startswith("wall.")},
    moderation: {
        "moderation.rule",
        "moderation.told",
        "moderation.restrained",
        "chat.held",
        "chat.waiting",
        "chat.settled",
        "chat.answered",
        "chat.hidden",
        "chat.returned",
    },
    questions: {kind for kind in KINDS if kind.startswith(("question.", "private."))},
    small_groups: {kind for kind in KINDS if kind.startswith("groups.")},
    screen: {"screen.changed"},
}


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.__name__)
def test_the_state_made_of_events_is_the_fresh_one_after_every_deed(play, scene, make_poll):
    play(scene, make_poll=make_poll)

    assert PLAYS[play] - scene.told == set()


def test_every_kind_of_event_is_played():
    assert set().union(*PLAYS.values()) == set(KINDS)
    assert set(EFFECTS) == set(KINDS)
