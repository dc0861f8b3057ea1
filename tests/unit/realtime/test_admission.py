"""Letting many in at once: the same answers as to each alone, and no more queries for many members than for one."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from realtime.admission import Ask, admit, admit_together
from realtime.closing import CLOSE_CODES
from realtime.places import Place
from realtime.tools.polls.actions import vote
from tests.logins import cookie_of


def test_many_members_cost_what_one_does(room, crowd):
    first, *others = [Ask(cookie_of(person), room.place, None) for person in crowd(4)]

    with CaptureQueriesContext(connection) as of_one:
        admit_together([first])
    with CaptureQueriesContext(connection) as of_many:
        answers = admit_together(others)

    assert len(of_many) == len(of_one)
    assert [answer.view for answer in answers] == ["member"] * 3


def test_each_is_told_what_they_would_be_told_alone(
    room, make_run, participant, developer_client, coach, stranger, organiser
):
    run = make_run(anonymity="named")
    vote(by=participant, room=room, run=run.pk, answer=[1])
    people = [participant, developer_client, coach, stranger, organiser]

    together = admit_together([Ask(cookie_of(person), room.place, "sv") for person in people])

    assert together == [admit(person, room.place, "sv") for person in people]
    assert together[0].own["mine"] == {str(run.pk): [1]}
    assert (together[1].visitor.present.name, together[3]) == ("Kuukkeli", CLOSE_CODES["no_room"])


def test_nobody_signed_in_and_no_such_session(room, participant):
    login = cookie_of(participant)

    asks = [Ask("", room.place, None), Ask(login, Place(10**9), None), Ask("no such", room.place, None)]

    assert admit_together(asks) == [CLOSE_CODES["signed_out"], CLOSE_CODES["no_room"], CLOSE_CODES["signed_out"]]


def test_the_first_who_comes_opens_the_room(digikahvit, participant):
    [admission] = admit_together([Ask(cookie_of(participant), Place(digikahvit.pk), "en")])

    assert (admission.view, admission.visitor.language) == ("member", "en")
