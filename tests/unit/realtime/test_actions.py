"""The verbs of the live rooms."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.core.models import History
from coaching.programmes.models import Attendance
from realtime.attendance import MINUTES_THAT_COUNT, stayed
from realtime.models import Ballot, Event, Message, Poll, Room, Stay
from realtime.rooms import enter
from realtime.tools.chat.actions import say
from realtime.tools.polls.actions import close, open_poll, quick_poll, reveal, vote


def log_of(room):
    return list(Event.objects.filter(room=room).values_list("seq", "kind", "audience"))


def options_of(run):
    return sorted(run.ballots.values_list("answer", flat=True))


def test_a_session_has_one_room(digikahvit):
    assert enter(session=digikahvit) == enter(session=digikahvit)


def test_say_writes_the_message_and_its_event_with_the_same_number(room, participant):
    say(by=participant, room=room, text="Hei kaikki")
    say(by=participant, room=room, text="Huomenta")

    assert list(Message.objects.values_list("seq", "text")) == [(1, "Hei kaikki"), (2, "Huomenta")]
    assert log_of(room) == [(1, "chat.said", "everyone"), (2, "chat.said", "everyone")]
    assert Room.objects.get().seq == 2


def test_a_refused_message_leaves_no_gap(room, participant):
    say(by=participant, room=room, text="Yksi")
    with pytest.raises(Refused) as refused, transaction.atomic():
        say(by=participant, room=room, text="Tunnus 131052-308T")
    say(by=participant, room=room, text="Kaksi")

    assert refused.value.code == "identity_code"
    assert log_of(room) == [(1, "chat.said", "everyone"), (2, "chat.said", "everyone")]
    assert list(Message.objects.values_list("text", flat=True)) == ["Yksi", "Kaksi"]


def test_the_database_refuses_a_second_event_of_one_deed(room, participant):
    deed = uuid4()
    say(by=participant, room=room, text="Kerran", deed_id=deed)

    with pytest.raises(IntegrityError), transaction.atomic():
        say(by=participant, room=room, text="Kerran", deed_id=deed)


def test_whoever_says_something_was_there_once(room, participant):
    say(by=participant, room=room, text="Yksi")
    say(by=participant, room=room, text="Kaksi")

    assert list(Attendance.objects.values_list("person", "source")) == [(participant.pk, "presence")]
    assert History.objects.filter(verb="realtime.attended", actor=participant).count() == 1


def test_attendance_told_before_still_becomes_peer_learning(room, participant, digikahvit):
    Attendance.objects.create(session=digikahvit, person=participant, source="self")

    say(by=participant, room=room, text="Täällä")

    assert History.objects.filter(verb="realtime.attended", actor=participant).count() == 1


@pytest.mark.parametrize(("minutes", "noted"), [(MINUTES_THAT_COUNT - 1, []), (MINUTES_THAT_COUNT, [5])])
def test_five_minutes_in_the_room_are_an_attendance(room, participant, minutes, noted):
    now = timezone.now()
    for minute in range(minutes):
        stayed(room=room, people=[participant.pk], at=now + timedelta(minutes=minute))

    assert list(Attendance.objects.values_list("minutes", flat=True)) == noted


def test_two_connections_do_not_make_a_minute_two(room, participant):
    now = timezone.now().replace(second=1)
    stayed(room=room, people=[participant.pk], at=now)
    stayed(room=room, people=[participant.pk], at=now + timedelta(seconds=30))

    assert Stay.objects.get().minutes == 1


def test_opening_freezes_the_question(make_run):
    run = make_run(options=["Kyllä", "Ei"])
    Poll.objects.update(question="Toinen kysymys", options=["Ehkä"], anonymity="named")

    run.refresh_from_db()

    assert (run.question, run.options) == ("Mitä kokeilit?", ["Kyllä", "Ei"])


def test_a_poll_is_open_once_in_a_room(make_run, room, coach):
    run = make_run()

    with pytest.raises(Refused) as refused:
        open_poll(by=coach, room=room, poll=run.poll_id)

    assert refused.value.code == "poll_open"


def test_a_poll_can_be_run_again_as_a_new_result(make_run, room, coach):
    run = make_run()
    close(by=coach, room=room, run=run.pk)

    again = open_poll(by=coach, room=room, poll=run.poll_id)

    assert list(run.poll.runs.all()) == [run, again]


def test_a_poll_of_another_theme_is_not_opened(make_poll, programme, coach, room):
    poll = make_poll()
    other = programme.themes.create(key="toinen", number=2, name="Toinen")
    Poll.objects.update(theme=other)

    with pytest.raises(Refused) as refused:
        open_poll(by=coach, room=room, poll=poll.pk)

    assert refused.value.code == "no_such_poll"


def test_preparing_tells_the_coaches_in_the_themes_rooms(room, make_poll):
    make_poll()

    assert log_of(room) == [(1, "poll.prepared", "coaches")]


def test_a_quick_poll_is_prepared_and_open(room, coach, theme):
    room.refresh_from_db()
    run = quick_poll(
        by=coach, room=room, question="Nyt?", kind="single", options=["A", "B"], reveal="live", anonymity="named"
    )

    assert run.is_open
    assert list(Poll.objects.filter(theme=theme)) == [run.poll]
    assert [kind for _seq, kind, _audience in log_of(room)] == ["poll.prepared", "poll.opened"]


def test_a_mind_may_change_while_the_run_is_open(make_run, room, participant):
    run = make_run()
    vote(by=participant, room=room, run=run.pk, answer=[0])
    vote(by=participant, room=room, run=run.pk, answer=[2])

    assert options_of(run) == [[2]]


@pytest.mark.parametrize("choice", [[], [3], [-1], [0, 1], [0, 0]])
def test_a_single_choice_is_one_of_the_options(make_run, room, participant, choice):
    run = make_run()

    with pytest.raises(Refused) as refused:
        vote(by=participant, room=room, run=run.pk, answer=choice)

    assert refused.value.code == "wrong_answer"
    assert Ballot.objects.count() == 0


def test_a_multiple_choice_is_one_ballot(make_run, room, participant):
    run = make_run(kind="multiple")
    vote(by=participant, room=room, run=run.pk, answer=[2, 0])

    assert options_of(run) == [[0, 2]]


def test_a_closed_run_takes_no_more_votes(make_run, room, coach, participant):
    run = make_run()
    close(by=coach, room=room, run=run.pk)

    with pytest.raises(Refused) as refused:
        vote(by=participant, room=room, run=run.pk, answer=[0])

    assert refused.value.code == "poll_closed"


def test_a_run_of_another_room_is_not_known(make_run, participant, lecture):
    run = make_run()

    with pytest.raises(Refused) as refused:
        vote(by=participant, room=enter(session=lecture), run=run.pk, answer=[0])

    assert refused.value.code == "no_such_poll"


def test_the_database_holds_one_ballot_a_person(make_run, room, participant):
    run = make_run(anonymity="anonymous")
    vote(by=participant, room=room, run=run.pk, answer=[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(run=run, voter_key=run.voter_key(participant), answer=[0])


def test_an_anonymous_ballot_can_be_changed_and_has_no_person(make_run, room, participant):
    run = make_run(anonymity="anonymous")
    vote(by=participant, room=room, run=run.pk, answer=[0])
    vote(by=participant, room=room, run=run.pk, answer=[1])

    assert options_of(run) == [[1]]
    assert list(run.ballots.values_list("person", flat=True)) == [None]
    assert (
        list(Event.objects.filter(kind="poll.answered").values_list("payload", flat=True))
        == [{"run": run.pk, "answer": None}] * 2
    )


def test_closing_destroys_every_link_to_an_anonymous_voter(make_run, room, coach, cast_votes):
    run = make_run(anonymity="anonymous")
    people = cast_votes(run, [[0], [1], [2], [0], [1], [2]])
    run.refresh_from_db()
    keys_before = {run.voter_key(person) for person in people}
    numbers_before = set(run.ballots.values_list("pk", flat=True))

    close(by=coach, room=room, run=run.pk)

    run.refresh_from_db()
    assert run.key is None
    assert options_of(run) == [[0], [0], [1], [1], [2], [2]]
    assert keys_before & set(run.ballots.values_list("voter_key", flat=True)) == set()
    assert numbers_before & set(run.ballots.values_list("pk", flat=True)) == set()


def test_the_order_of_anonymous_ballots_does_not_follow_the_order_of_voting(make_run, room, coach, cast_votes):
    """Forty ballots in the order of voting by chance: less than one in 10^10."""
    run = make_run(anonymity="anonymous")
    cast = [[number % 2] for number in range(40)]
    cast_votes(run, cast)

    close(by=coach, room=room, run=run.pk)

    stored = RawSQL("rowid" if connection.vendor == "sqlite" else "realtime_ballot.ctid", ())
    by_storage = list(run.ballots.order_by(stored).values_list("answer", flat=True))
    assert sorted(by_storage) == sorted(cast)
    assert by_storage != cast


def test_closing_and_revealing_are_told(make_run, room, coach):
    run = make_run()
    close(by=coach, room=room, run=run.pk)
    reveal(by=coach, room=room, run=run.pk)

    run.refresh_from_db()
    assert (run.is_open, run.revealed) == (False, True)
    assert log_of(room)[-2:] == [(3, "poll.closed", "everyone"), (4, "poll.revealed", "everyone")]
