"""The room without JavaScript: the same deeds through plain forms."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from realtime.models import Ballot, Message, Poll, PollRun
from realtime.projector import token_for
from realtime.tools.chat.actions import say
from realtime.tools.polls.actions import close, vote
from realtime.tools.polls.afterwards import open_afterwards


@pytest.fixture
def at(room):
    return lambda name: reverse(f"realtime:{name}", args=[room.session_id])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("participant", 200),
        ("coach", 200),
        ("organiser", 200),
        ("stranger", 404),
        ("outsider", 404),
        ("evaluator", 404),
    ],
)
def test_who_gets_the_page(who, status, at, signed_in, request):
    assert signed_in(request.getfixturevalue(who)).get(at("room")).status_code == status


def test_a_visitor_is_sent_to_log_in(at, client):
    assert client.get(at("room")).status_code == 302


def test_the_page_holds_the_frames_of_the_viewers_socket(at, room, signed_in, participant, developer_client):
    say(by=developer_client, room=room, text="Hei")

    response = signed_in(participant).get(at("room"))

    hello, snapshot, tick = response.context["frames"]
    assert (hello["hello"]["view"], snapshot["seq"], list(tick["tick"])) == ("member", 1, ["here"])
    assert [message["name"] for message in snapshot["snapshot"]["messages"]] == ["Kuukkeli"]
    assert "library" not in snapshot["snapshot"]
    assert "Secret" not in response.content.decode()


def test_the_page_costs_the_same_for_one_message_and_for_many(
    at, room, signed_in, participant, developer_client, django_assert_max_num_queries, django_assert_num_queries
):
    say(by=participant, room=room, text="Yksi")
    browser = signed_in(participant)
    with django_assert_max_num_queries(60) as first:
        browser.get(at("room"))
    for number in range(3):
        say(by=developer_client, room=room, text=str(number))

    with django_assert_num_queries(len(first.captured_queries)):
        browser.get(at("room"))


def test_saying_something(at, room, signed_in, participant):
    response = signed_in(participant).post(at("say"), {"text": "Lomakkeella", "deed_id": str(uuid4())})

    assert response.status_code == 302
    assert list(Message.objects.values_list("person", "text")) == [(participant.pk, "Lomakkeella")]


def test_a_double_click_says_it_once(at, signed_in, participant):
    browser, deed = signed_in(participant), str(uuid4())
    browser.post(at("say"), {"text": "Kerran", "deed_id": deed})
    browser.post(at("say"), {"text": "Kerran", "deed_id": deed})

    assert Message.objects.count() == 1


def test_a_refused_text_comes_back(at, signed_in, participant):
    response = signed_in(participant).post(at("say"), {"text": "Tunnus 131052-308T"})

    assert response.status_code == 422
    assert response.context["unsent_text"] == "Tunnus 131052-308T"
    assert Message.objects.count() == 0


def test_voting_and_changing_ones_mind(at, make_run, signed_in, participant):
    run = make_run()
    browser = signed_in(participant)
    browser.post(at("vote"), {"run": run.pk, "a": "0"})
    browser.post(at("vote"), {"run": run.pk, "a": "2"})

    assert list(Ballot.objects.values_list("answer", flat=True)) == [[2]]


def test_a_vote_too_late_is_told_beside_the_question(at, make_run, room, coach, signed_in, participant):
    run = make_run()
    close(by=coach, room=room, run=run.pk)

    response = signed_in(participant).post(at("vote"), {"run": run.pk, "a": "0"})

    assert response.status_code == 422
    assert response.context["vote_refusal"]


def test_hidden_results_are_not_on_the_page(at, make_run, room, signed_in, cast_votes, participant, coach):
    run = make_run(reveal="coach_only")
    cast_votes(run, [[0], [0], [1], [1], [1]])

    member = signed_in(participant).get(at("room"))
    leader = signed_in(coach).get(at("room"))

    assert member.context["run"]["results"] is None
    assert [row["people"] for row in leader.context["run"]["results"]["rows"]] == [2, 3, 0]
    assert member.context["frames"][2]["tick"]["polls"][0]["result"] is None


def test_a_coach_opens_closes_and_reveals(at, make_poll, signed_in, coach):
    poll = make_poll(reveal="coach_only")
    browser = signed_in(coach)
    browser.post(at("open"), {"poll": poll.pk})
    run = PollRun.objects.get()
    browser.post(at("close"), {"run": run.pk})
    browser.post(at("reveal"), {"run": run.pk})

    run.refresh_from_db()
    assert (run.is_open, run.revealed) == (False, True)


@pytest.mark.parametrize("name", ["open", "close", "reveal", "quick"])
def test_members_do_not_run_the_room(at, name, signed_in, participant):
    assert signed_in(participant).post(at(name), {}).status_code == 403


def test_coaches_do_not_vote(at, make_run, signed_in, coach):
    run = make_run()

    assert signed_in(coach).post(at("vote"), {"run": run.pk, "a": "0"}).status_code == 422
    assert Ballot.objects.count() == 0


def test_nonsense_for_a_number_is_404(at, signed_in, participant):
    assert signed_in(participant).post(at("vote"), {"run": "x", "a": "0"}).status_code == 404


QUICK = {
    "question": "Jatketaanko?",
    "options": "Kyllä\n\n Ei ",
    "kind": "single",
    "anonymity": "named",
    "reveal": "live",
}


def test_a_quick_poll(at, signed_in, coach, theme):
    response = signed_in(coach).post(at("quick"), QUICK)

    assert response.status_code == 302
    assert list(PollRun.objects.values_list("question", "options")) == [("Jatketaanko?", ["Kyllä", "Ei"])]
    assert Poll.objects.filter(theme=theme).count() == 1


def test_a_quick_poll_by_script(at, signed_in, coach):
    browser = signed_in(coach)
    made = browser.post(at("quick"), QUICK, headers={"accept": "application/json"})
    refused = browser.post(at("quick"), QUICK | {"options": "Yksi"}, headers={"accept": "application/json"})

    assert (made.status_code, made.json()) == (201, {"run": PollRun.objects.get().pk})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["options"])


@pytest.mark.parametrize("options", ["Yksi", "A\nA", "\n".join("abcdefghijk"), "A\n" + "b" * 201])
def test_a_quick_poll_with_wrong_options_comes_back(at, signed_in, coach, options):
    response = signed_in(coach).post(at("quick"), QUICK | {"options": options})

    assert response.status_code == 422
    assert list(response.context["quick_form"].errors) == ["options"]
    assert Poll.objects.count() == 0


def test_earlier_messages(at, room, signed_in, participant):
    for number in range(103):
        say(by=participant, room=room, text=f"viesti {number}")
    browser = signed_in(participant)

    page = browser.get(at("room"))
    earlier = browser.get(page.context["older_url"])

    assert [message["text"] for message in earlier.context["messages_shown"]] == ["viesti 0", "viesti 1", "viesti 2"]
    assert earlier.context["older_url"] is None


def test_the_projector_shows_no_names(room, make_run, client, participant):
    say(by=participant, room=room, text="Ei seinälle")
    run = make_run()
    vote(by=participant, room=room, run=run.pk, answer=[0])

    page = client.get(reverse("realtime:projector", args=[token_for(room)]))

    text = page.content.decode()
    assert page.status_code == 200
    assert run.question in text
    assert ["Kaisla" in text, "Ei seinälle" in text] == [False, False]
    assert page["Referrer-Policy"] == "no-referrer"


def test_a_forged_projector_link_is_404(room, client):
    assert client.get(reverse("realtime:projector", args=[token_for(room) + "x"])).status_code == 404


@pytest.mark.parametrize("before", ["²", "9" * 5_000])
def test_nonsense_for_earlier_messages_is_passed_over(at, signed_in, participant, before):
    page = signed_in(participant).get(at("room"), {"before": before})

    assert page.status_code == 200


TYPED = {
    "text": ({}, {"a": "Tunnus 131052-308T"}, "Tunnus 131052-308T</textarea>"),
    "number": (
        {"settings": {"lowest": 0, "highest": 9, "unit": "kpl"}},
        {"a": "noin kymmenen"},
        'value="noin kymmenen"',
    ),
    "cloud": ({"settings": {"words": 2}}, {"a": ["luottamus", "131052-308T"]}, 'value="131052-308T"'),
    "points": (
        {"options": ["A", "B"], "settings": {"points": 3}},
        {"a-0": "9", "a-1": "0"},
        'value="9"',
    ),
}


@pytest.mark.parametrize("kind", TYPED)
def test_a_refused_answer_comes_back_as_it_was_typed(kind, make_run, room, participant, signed_in):
    values, typed, shown = TYPED[kind]
    run = make_run(kind=kind, **{"options": [], **values})

    answer = signed_in(participant).post(reverse("realtime:vote", args=[room.place]), {"run": run.pk, **typed})

    assert (answer.status_code, shown in answer.content.decode()) == (422, True)


def test_a_refused_order_keeps_what_was_first(make_run, room, participant, signed_in):
    run = make_run(kind="ranking", options=["A", "B", "C"])
    places = {"a-0": "2", "a-1": "2", "a-2": "1"}

    answer = signed_in(participant).post(reverse("realtime:vote", args=[room.place]), {"run": run.pk, **places})

    assert [row["text"] for row in answer.context["run"]["asked"]["rows"]] == ["C", "A", "B"]


def test_a_refused_answer_afterwards_comes_back_too(make_run, room, coach, participant, signed_in):
    run = close(by=coach, room=room, run=make_run(kind="text", options=[]).pk)
    left = open_afterwards(by=coach, run=run, until=timezone.localdate() + timedelta(days=2))

    answer = signed_in(participant).post(reverse("realtime:afterwards", args=[left.pk]), {"a": "Hei 131052-308T"})

    assert (answer.status_code, "Hei 131052-308T</textarea>" in answer.content.decode()) == (422, True)
