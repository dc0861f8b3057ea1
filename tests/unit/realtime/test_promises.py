"""The promises beside the button hold for every kind: three anonymities, four reveals, and five at least."""

import json

import pytest

from coaching.core.errors import Refused
from realtime.models import Ballot, Event
from realtime.tools.polls.actions import close, hide, reveal, vote
from realtime.tools.polls.kinds import KINDS
from realtime.tools.polls.kinds.kind import key_of
from realtime.tools.polls.tallies import tallies_of
from tests.unit.realtime.each_kind import ASKED, GIVEN

TEXTS = ["text", "cloud", "form"]


@pytest.fixture
def run_of(make_run):
    """run_of(kind, **values) → an open run of that kind."""

    def make(kind, **values):
        asked = ASKED[kind]
        return make_run(kind=kind, options=asked.options, settings=asked.settings, **values)

    return make


def told(room, run, view, answered=False):
    sent = tallies_of(room.pk)[run.pk].told_to(view, answered)
    return sent["result"] is not None, sent["too_few"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_anonymous_answer_has_no_person_anywhere(kind, run_of, room, participant):
    run = run_of(kind, anonymity="anonymous")

    vote(by=participant, room=room, run=run.pk, answer=GIVEN[kind])

    [event] = Event.objects.filter(kind="poll.answered")
    assert (event.payload, event.audience) == ({"run": run.pk, "answer": None}, f"person:{participant.pk}")
    assert list(Ballot.objects.values_list("person", "answer")) == [(None, GIVEN[kind])]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("anonymity", ["named", "pseudonymous"])
def test_an_answer_of_ones_own_name_is_told_to_oneself_alone(kind, anonymity, run_of, room, participant):
    run = run_of(kind, anonymity=anonymity)

    vote(by=participant, room=room, run=run.pk, answer=GIVEN[kind])

    [event] = Event.objects.filter(kind="poll.answered")
    assert (event.payload["answer"], event.audience) == (GIVEN[kind], f"person:{participant.pk}")
    assert list(Ballot.objects.values_list("person", flat=True)) == [participant.pk]


@pytest.mark.parametrize("kind", KINDS)
def test_closing_leaves_the_answers_and_takes_every_link(kind, run_of, room, coach, cast_votes):
    run = run_of(kind, anonymity="anonymous")
    people = cast_votes(run, [GIVEN[kind]] * 5)
    run.refresh_from_db()
    before = {run.voter_key(person) for person in people} | {str(pk) for pk in run.ballots.values_list("pk", flat=True)}

    close(by=coach, room=room, run=run.pk)

    run.refresh_from_db()
    after = {str(value) for row in run.ballots.values_list("pk", "voter_key") for value in row}
    assert (run.key, before & after) == (None, set())
    assert list(run.ballots.values_list("answer", flat=True)) == [GIVEN[kind]] * 5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("who_sees", "asked", "answered", "closed"),
    [
        ("live", True, True, True),
        ("after_own", False, True, True),
        ("when_closed", False, False, True),
        ("coach_only", False, False, False),
    ],
)
def test_who_sees_results(kind, who_sees, asked, answered, closed, run_of, room, coach, cast_votes):
    run = run_of(kind, reveal=who_sees)
    cast_votes(run, [GIVEN[kind]] * 5)

    assert told(room, run, "coach") == (True, False)
    assert told(room, run, "member") == told(room, run, "projector") == (asked, False)
    assert told(room, run, "member", answered=True) == (answered, False)
    close(by=coach, room=room, run=run.pk)
    assert told(room, run, "member") == told(room, run, "projector") == (closed, False)
    reveal(by=coach, room=room, run=run.pk)
    assert told(room, run, "member") == told(room, run, "projector") == (True, False)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", ["coach", "member", "projector"])
def test_four_answers_are_shown_to_nobody(kind, view, run_of, room, cast_votes):
    run = run_of(kind, reveal="live")
    cast_votes(run, [GIVEN[kind]] * 4)

    tally = tallies_of(room.pk)[run.pk]

    assert told(room, run, view) == (False, True)
    assert (tally.answered, tally.result, tally.public) == (4, {}, {})


@pytest.mark.parametrize("kind", TEXTS)
def test_an_identity_code_is_refused_in_every_answer(kind, run_of, room, participant):
    run, code = run_of(kind), "131052-308T"
    answer = {"text": f"Asiakas {code}", "cloud": [code], "form": [None, code]}[kind]

    with pytest.raises(Refused) as refused:
        vote(by=participant, room=room, run=run.pk, answer=answer)

    assert refused.value.code == "identity_code"
    assert Ballot.objects.count() == 0


def test_a_hidden_text_is_kept_from_members_and_the_projector(run_of, room, coach, cast_votes):
    run = run_of("text", reveal="live")
    cast_votes(run, ["Asiaton", "Hyvä", "Hyvä", "Hyvä", "Hyvä"])

    hide(by=coach, room=room, run=run.pk, text=key_of("Asiaton"), hidden=True)

    tally = tallies_of(room.pk)[run.pk]
    assert [json.dumps(tally.told_to(view)).count("Asiaton") for view in ("coach", "member", "projector")] == [1, 0, 0]
    hide(by=coach, room=room, run=run.pk, text=key_of("Asiaton"), hidden=False)
    assert "Asiaton" in json.dumps(tallies_of(room.pk)[run.pk].told_to("member"))
