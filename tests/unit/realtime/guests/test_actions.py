"""The door for guests, and coming in through it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coaching.accounts.models import CODE_LETTERS, User
from coaching.core.errors import Refused
from coaching.core.models import History
from coaching.programmes.models import Attendance, Enrolment
from realtime.attendance import was_there
from realtime.log import writing
from realtime.models import Event, Guest, GuestDoor, Stay
from realtime.rooms import enter
from realtime.tools.chat.actions import say
from realtime.tools.guests import actions
from realtime.tools.guests.actions import close_door, come_in, let_all_in, let_in, new_code, open_door, remove_guest
from realtime.tools.guests.nicknames import shown
from realtime.tools.moderation.actions import hold_messages
from realtime.tools.polls.actions import open_poll, vote
from realtime.tools.polls.library import prepare
from realtime.tools.questions.actions import ask
from realtime.tools.questions.private import ask_coach
from realtime.tools.wall.actions import put_up_wall
from realtime.tools.wall.notes import write_note


def refusal_of(deed, **values):
    with pytest.raises(Refused) as refused:
        deed(**values)
    return refused.value.code


def events_of(room):
    return list(Event.objects.filter(room=room).values_list("kind", "audience"))


def test_the_code_can_be_read_aloud_and_typed_as_one_likes(door):
    assert (len(door.code), set(door.code) - set(CODE_LETTERS)) == (6, set())
    typed = f" {door.code[:3].lower()}-{door.code[3:].lower()} "
    assert GuestDoor.objects.with_code(typed) == door


def test_a_guest_is_a_person_with_a_nickname_and_nothing_else(guest):
    person = guest.person

    assert (person.display_name, person.email, person.login_code_hash, person.has_usable_password()) == (
        shown(guest.room.session, "Revontuli"),
        None,
        None,
        False,
    )
    assert not Enrolment.objects.filter(person=person).exists()


def test_guests_stay_until_an_hour_after_the_event(guest, event):
    assert guest.until == event.ends_at + timedelta(hours=1)
    assert Guest.objects.inside().count() == 1

    Guest.objects.update(until=timezone.now() - timedelta(seconds=1))

    assert Guest.objects.inside().count() == 0


def test_the_coaches_hear_who_came_and_everybody_that_the_door_is_open(guest, room):
    assert events_of(room) == [("door.changed", "everyone"), ("guest.came", "coaches")]


def test_a_digikahvit_is_the_group_s_own(digikahvit, coach):
    assert refusal_of(open_door, by=coach, room=enter(session=digikahvit), lobby=False) == "not_for_guests"


def test_what_was_said_among_the_group_is_not_opened_to_guests(room, participant, coach):
    say(by=participant, room=room, text="Meidän kesken")

    assert refusal_of(open_door, by=coach, room=room, lobby=False) == "already_talked"
    assert not GuestDoor.objects.exists()


@pytest.fixture
def write(room, coach, theme, participant):
    """write(what): a member writes it so that no line of the log names them to everybody."""

    def note():
        wall = put_up_wall(by=coach, room=room, title="S", question="", dots=0, names="anonymous", phase="revealed")
        write_note(by=participant, room=room, wall=wall.pk, text="Salaa", colour="yellow")

    def ballot():
        options = {"question": "Entä?", "kind": "single", "options": ["Kyllä", "Ei"]}
        poll = prepare(by=coach, theme=theme, reveal="live", anonymity="anonymous", **options)
        vote(by=participant, room=room, run=open_poll(by=coach, room=room, poll=poll.pk).pk, answer=[0])

    def held():
        hold_messages(by=coach, room=room, on=True)
        say(by=participant, room=room, text="Odotan")

    deeds = {
        "note": note,
        "ballot": ballot,
        "held": held,
        "unnamed": lambda: ask(by=participant, room=room, text="Kuka?", unnamed=True),
        "to the coach": lambda: ask_coach(by=participant, room=room, text="Keskenämme?"),
    }
    return lambda what: deeds[what]()


def test_what_is_said_in_the_very_commit_of_the_opening_counts(room, participant, coach):
    with writing(room.pk):
        say(by=participant, room=room, text="Meidän kesken")

        assert refusal_of(open_door, by=coach, room=room, lobby=False) == "already_talked"


@pytest.mark.parametrize("what", ["note", "ballot", "held", "unnamed", "to the coach"])
def test_what_members_wrote_without_a_name_is_not_opened_to_guests(room, write, coach, what):
    write(what)

    assert refusal_of(open_door, by=coach, room=room, lobby=False) == "already_talked"


def test_what_a_coach_wrote_beforehand_keeps_no_door_shut(room, coach):
    say(by=coach, room=room, text="Tervetuloa kohta")

    assert open_door(by=coach, room=room, lobby=False).is_open


def test_a_door_opened_once_opens_again_with_the_same_code(door, room, participant, coach):
    say(by=participant, room=room, text="Hei vieraat")
    close_door(by=coach, room=room)

    assert open_door(by=coach, room=room, lobby=True).code == door.code


def test_nobody_comes_through_a_closed_door_and_who_is_in_stays(door, guest, room, coach):
    close_door(by=coach, room=room)

    assert refusal_of(come_in, door=door, nickname="Toinen") == "door_closed"
    assert Guest.objects.inside().count() == 1


def test_a_door_nobody_closed_closes_itself(door, event):
    event.starts_at -= timedelta(hours=5)
    event.ends_at -= timedelta(hours=5)
    event.save()

    assert refusal_of(come_in, door=door, nickname="Myöhäinen") == "door_closed"


def test_an_old_code_opens_nothing(door, room, coach):
    new_code(by=coach, room=room)

    assert GuestDoor.objects.with_code(door.code) is None


@pytest.mark.parametrize("name", ["Revontuli", "revontuli", "REVON\u200bTULI", "\uff32evontuli"])
def test_no_two_guests_are_called_the_same(door, guest, name):
    assert refusal_of(come_in, door=door, nickname=name) == "nickname_taken"


@pytest.mark.parametrize("name", ["Kaisla Korpikuusi", "Kuukkeli", "Ei Kukaan"])
def test_the_door_tells_nobody_which_names_there_are(door, participant, developer_client, name):
    """Members' names and names of nobody are taken alike; that a guest bears them can be seen."""
    guest = come_in(door=door, nickname=name)

    assert guest.person.display_name == shown(door.room.session, name)
    assert guest.person.display_name != name


@pytest.mark.parametrize("name", ["", " ", "x", "...", "\u200b\u200b", "x" * 31])
def test_a_nickname_can_be_read(door, name):
    assert refusal_of(come_in, door=door, nickname=name) == "nickname"
    assert not Guest.objects.exists()


def test_an_identity_code_is_no_nickname(door):
    assert refusal_of(come_in, door=door, nickname="131052-308T") == "identity_code"


def test_a_name_is_free_again_when_its_guest_has_been_sent_away(door, guest, room, coach):
    remove_guest(by=coach, room=room, guest=guest.pk)

    assert come_in(door=door, nickname="Revontuli").pk != guest.pk


def test_there_are_only_so_many(door, guest, monkeypatch):
    monkeypatch.setattr(actions, "MOST_GUESTS", 1)

    assert refusal_of(come_in, door=door, nickname="Toinen") == "full"
    assert User.objects.filter(display_name="Toinen").count() == 0


def test_in_the_lobby_one_waits_until_let_in(room, coach):
    door = open_door(by=coach, room=room, lobby=True)
    first, second, third = [come_in(door=door, nickname=name) for name in ("Yksi", "Kaksi", "Kolme")]

    waiting = Guest.objects.inside().count()
    let_in(by=coach, room=room, guest=first.pk)
    one = Guest.objects.inside().count()
    remove_guest(by=coach, room=room, guest=second.pk)
    let_all_in(by=coach, room=room)

    assert (waiting, one, list(Guest.objects.inside())) == (0, 1, [first, third])


def test_who_is_sent_away_hears_it_alone(guest, room, coach):
    remove_guest(by=coach, room=room, guest=guest.pk)

    assert events_of(room)[-2:] == [("guest.sent_away", f"person:{guest.person_id}"), ("guest.removed", "coaches")]
    assert refusal_of(remove_guest, by=coach, room=room, guest=guest.pk) == "no_such_guest"


def test_a_guest_is_in_no_attendance_and_no_learning(guest, room, participant):
    for person in (guest.person, participant):
        say(by=person, room=room, text="Hei")
    was_there(room=room, minutes={guest.person_id: range(20), participant.pk: range(20)})

    assert list(Attendance.objects.values_list("person", flat=True)) == [participant.pk]
    assert not History.objects.filter(actor=guest.person).exists()
    assert Stay.objects.count() == 2
