"""Questions to everybody and to the coach alone."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from coaching.core.errors import Refused
from coaching.core.registries import Extract, datasets, personal_data
from realtime.deeds import do_now
from realtime.log import read_lines
from realtime.models import Event, PrivateQuestion, Question
from realtime.rooms import enter
from realtime.snapshot import shared_state
from realtime.toolbox import own_states, sums_of
from realtime.tools.questions.actions import ask, back, hide, mark_answered, show, unhide
from realtime.tools.questions.pace import MOST_OPEN
from realtime.tools.questions.panels import questions_of_theme
from realtime.tools.questions.private import answer_privately, ask_coach


@pytest.fixture
def question(room, participant):
    return ask(by=participant, room=room, text="Miten aloitat?", unnamed=False)


def state(room, view="member"):
    return shared_state(room.pk, view)[1]


def people(room, question):
    return sums_of(room.pk)["questions", question.pk].people


def test_a_question_has_its_askers_shown_name(room, developer_client):
    ask(by=developer_client, room=room, text="Miksi?", unnamed=False)

    assert [(one["name"], one["text"]) for one in state(room)["questions"]] == [("Kuukkeli", "Miksi?")]


def test_a_question_without_a_name_keeps_no_link_to_who_asked(room, participant):
    question = ask(by=participant, room=room, text="Uskallanko kysyä?", unnamed=True)

    [asked] = Event.objects.filter(kind="question.asked")
    [line] = [line.text for line in read_lines(room.pk, 0) if line.kind == "question.asked"]
    assert (question.person, asked.actor, '"who":null,"name":""' in line) == (None, None, True)
    assert [(one["who"], one["name"]) for one in state(room, "coach")["questions"]] == [(None, "")]


def _too_many(verb, **values):
    with pytest.raises(Refused) as refusal:
        verb(**values)
    return refusal.value.code


@pytest.mark.parametrize("unnamed", [False, True])
def test_one_person_has_so_many_open_questions(room, participant, developer_client, coach, unnamed):
    asked = [ask(by=participant, room=room, text=f"Kysymys {n}", unnamed=unnamed) for n in range(MOST_OPEN)]

    refused = _too_many(ask, by=participant, room=room, text="Vielä yksi", unnamed=not unnamed)
    ask(by=developer_client, room=room, text="Toiselta", unnamed=unnamed)
    mark_answered(by=coach, room=room, question=asked[0].pk, answered=True)
    ask(by=participant, room=room, text="Nyt", unnamed=unnamed)

    assert refused == "too_many_questions"
    assert Question.objects.count() == MOST_OPEN + 2


def test_waiting_questions_count_and_hidden_ones_do_not(room, participant, coach):
    asked = [ask(by=participant, room=room, text=f"Kysymys {n}", unnamed=False) for n in range(MOST_OPEN)]
    hide(by=coach, room=room, question=asked[0].pk)
    ask(by=participant, room=room, text="Tilalle", unnamed=False)
    do_now("hold_messages", by=coach, room=room, given={"on": True})

    assert _too_many(ask, by=participant, room=room, text="Jono", unnamed=False) == "too_many_questions"


def test_so_many_questions_wait_for_the_coaches_alone(room, participant, coach):
    notes = [ask_coach(by=participant, room=room, text=f"Kysymys {n}") for n in range(MOST_OPEN)]

    refused = _too_many(ask_coach, by=participant, room=room, text="Vielä yksi")
    answer_privately(by=coach, room=room, note=notes[0].pk, text="Näin")
    ask_coach(by=participant, room=room, text="Nyt")

    assert refused == "too_many_questions"


def test_backing_counts_a_person_once_and_can_be_taken_back(room, question, participant, developer_client):
    back(by=developer_client, room=room, question=question.pk, up=True)
    back(by=developer_client, room=room, question=question.pk, up=True)
    once = people(room, question)
    back(by=developer_client, room=room, question=question.pk, up=False)

    assert (once, people(room, question)) == (1, 0)


def test_one_question_is_on_the_screen_at_a_time(room, question, coach, participant):
    other = ask(by=participant, room=room, text="Entä sitten?", unnamed=False)
    show(by=coach, room=room, question=question.pk, on=True)
    show(by=coach, room=room, question=other.pk, on=True)

    assert state(room, "projector")["shown_question"] == {"question": other.pk, "text": "Entä sitten?"}
    show(by=coach, room=room, question=other.pk, on=False)
    assert state(room)["shown_question"] is None


def test_a_hidden_question_is_for_coaches_alone_and_its_words_are_out_of_the_log(room, question, coach):
    show(by=coach, room=room, question=question.pk, on=True)
    hide(by=coach, room=room, question=question.pk)

    assert (state(room)["questions"], state(room)["shown_question"]) == ([], None)
    assert [one["question"] for one in state(room, "coach")["questions_aside"]] == [question.pk]
    heard = [line.text for line in read_lines(room.pk, 0) if line.audience == "everyone"]
    assert [text for text in heard if "Miten aloitat" in text] == []
    assert ("questions", question.pk) not in sums_of(room.pk)


def test_a_hidden_question_comes_back_whole(room, question, coach):
    before = state(room)["questions"]
    hide(by=coach, room=room, question=question.pk)
    unhide(by=coach, room=room, question=question.pk)

    assert (state(room)["questions"], state(room, "coach")["questions_aside"]) == (before, [])


def test_asked_and_hidden_in_one_commit_leaves_no_words_either(room, participant, coach):
    from realtime.log import writing

    with writing(room.pk):
        question = ask(by=participant, room=room, text="Samalla kertaa", unnamed=False)
        hide(by=coach, room=room, question=question.pk)

    heard = [line.text for line in read_lines(room.pk, 0) if line.audience == "everyone"]
    assert [text for text in heard if "Samalla" in text] == []


@pytest.mark.parametrize(
    ("name", "extra"),
    [
        ("mark_question", {"answered": True}),
        ("show_question", {"on": True}),
        ("hide_question", {}),
        ("unhide_question", {}),
    ],
)
def test_members_do_not_run_the_questions(name, extra, room, question, developer_client):
    with pytest.raises(Refused) as refused:
        do_now(name, by=developer_client, room=room, given={"question": question.pk, **extra})
    assert refused.value.code == "not_allowed"


def test_a_question_of_another_room_is_not_found(room, lecture, coach, participant):
    question = ask(by=participant, room=enter(session=lecture), text="Muualla", unnamed=False)

    for verb, extra in ((mark_answered, {"answered": True}), (hide, {}), (show, {"on": True}), (unhide, {})):
        with pytest.raises(Refused) as refused:
            verb(by=coach, room=room, question=question.pk, **extra)
        assert refused.value.code == "no_such_question"


def test_what_is_asked_of_the_coach_is_between_the_two(room, coach, participant, developer_client):
    note = ask_coach(by=participant, room=room, text="Saanko lähteä aiemmin?")
    answer_privately(by=coach, room=room, note=note.pk, text="Totta kai")

    [mine] = own_states(room.pk, [participant.pk])[participant.pk]["my_private"]
    [coaches] = state(room, "coach")["private"]
    assert (mine["answer"], mine["answered_by"]) == ("Totta kai", "Tuuli Termospullo")
    assert (coaches["name"], coaches["answer"]) == ("Kaisla Korpikuusi", "Totta kai")
    assert own_states(room.pk, [developer_client.pk])[developer_client.pk]["my_private"] == []
    assert "private" not in state(room)


def test_everything_by_plain_forms(room, signed_in, client, participant, coach):
    def do(name, **values):
        return client.post(reverse("realtime:do", args=[room.session_id, name]), values).status_code

    signed_in(participant)
    asked = [do("ask", text="Lomakkeella", unnamed="1"), do("ask_coach", text="Vain sinulle"), do("ask", text=" ")]
    question, note = Question.objects.get(), PrivateQuestion.objects.get()
    signed_in(coach)
    run = [
        do("show_question", question=question.pk, on="1"),
        do("mark_question", question=question.pk, answered="1"),
        do("answer_privately", note=note.pk, text="Kiitos"),
    ]
    question.refresh_from_db()

    assert (asked, run) == ([302, 302, 422], [302, 302, 302])
    assert (question.unnamed, question.on_screen, question.answered) == (True, True, True)


def test_a_refused_question_comes_back_with_its_text(room, signed_in, participant):
    address = reverse("realtime:do", args=[room.session_id, "ask"])

    page = signed_in(participant).post(address, {"text": "Tunnus 131052-308T"})

    assert (page.status_code, "131052-308T</textarea>" in page.content.decode()) == (422, True)
    assert Question.objects.count() == 0


def test_the_page_orders_open_questions_by_who_wants_to_hear(room, question, signed_in, participant, developer_client):
    second = ask(by=participant, room=room, text="Toinen", unnamed=False)
    done = ask(by=participant, room=room, text="Vastattu", unnamed=False)
    back(by=developer_client, room=room, question=second.pk, up=True)
    mark_answered(by=participant, room=room, question=done.pk, answered=True)

    page = signed_in(developer_client).get(room.get_absolute_url())

    assert [one["text"] for one in page.context["questions"]] == ["Toinen", "Miten aloitat?", "Vastattu"]
    assert [one["mine"] for one in page.context["questions"]] == [True, False, False]


def of_theme(person, theme):
    request = RequestFactory().get("/")
    request.user = person
    return questions_of_theme(request, theme)


def test_a_theme_gathers_the_questions_of_the_rooms_one_may_enter(
    room, lecture, theme, question, coach, participant, stranger, evaluator
):
    hide(by=coach, room=room, question=ask(by=participant, room=room, text="Piilossa", unnamed=False).pk)
    ask(by=stranger, room=enter(session=lecture), text="Kaikille", unnamed=True)

    assert [one["text"] for one in of_theme(participant, theme)["questions"]] == ["Miten aloitat?", "Kaikille"]
    assert [one["text"] for one in of_theme(stranger, theme)["questions"]] == ["Kaikille"]
    assert of_theme(evaluator, theme) is None


def test_a_themes_questions_cost_the_same_for_one_and_many(
    room, theme, question, participant, developer_client, django_assert_num_queries
):
    with django_assert_num_queries(3):
        of_theme(participant, theme)
    for person in (participant, developer_client):
        ask(by=person, room=room, text="Lisää", unnamed=False)
    with django_assert_num_queries(3):
        of_theme(participant, theme)


def test_rows_for_the_evaluator(room, programme, question, coach, participant, developer_client, subgroup):
    back(by=developer_client, room=room, question=question.pk, up=True)
    ask(by=participant, room=room, text="Nimettä", unnamed=True)
    hide(by=coach, room=room, question=ask(by=participant, room=room, text="Piilossa", unnamed=False).pk)
    ask_coach(by=participant, room=room, text="Vain valmentajalle")

    rows = list(datasets["questions"].rows(Extract(programme.pk)))

    told = [(row["person"], row["subgroup"], row["text"], row["people"]) for row in rows]
    assert [(row["question"], row["at"]) for row in rows] == [(question.pk, question.at), (None, None)]
    assert told == [(participant.pk, subgroup.name, "Miten aloitat?", 1), (None, subgroup.name, "Nimettä", 0)]
    assert {tuple(row) for row in rows} == {tuple(datasets["questions"].columns)}


def test_questions_are_handed_out_and_forgotten(room, question, participant, coach):
    ask_coach(by=participant, room=room, text="Kahden kesken")
    told = personal_data["room_questions"].export(participant)
    personal_data["room_questions"].erase(participant)

    assert [one["text"] for one in told["questions"] + told["to_the_coach"]] == ["Miten aloitat?", "Kahden kesken"]
    assert [(one["who"], one["text"]) for one in state(room)["questions"]] == [(None, "Miten aloitat?")]
    assert PrivateQuestion.objects.count() == 0
