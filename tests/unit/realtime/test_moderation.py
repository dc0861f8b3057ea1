"""Messages that wait, words that are hidden, and people who are silenced or removed."""

import pytest
from django.urls import reverse

from coaching.core.errors import Refused
from coaching.core.registries import Extract, datasets, personal_data
from realtime.access import standing_of, standings_of
from realtime.deeds import do_now
from realtime.log import read_lines
from realtime.models import Event, HeldMessage, Message, Question, Restraint, Room
from realtime.people import handle
from realtime.rooms import enter
from realtime.snapshot import shared_state
from realtime.toolbox import own_states
from realtime.tools.chat.actions import say
from realtime.tools.moderation.actions import decline, hide_message, hold_messages, let_in, unhide_message
from realtime.tools.moderation.people import release, restrain
from realtime.tools.questions.actions import ask, unhide


def state(room, view="member"):
    room.refresh_from_db()
    return shared_state(room.pk, view)[1]


def own(room, person):
    return own_states(room.pk, [person.pk])[person.pk]


@pytest.fixture
def holding(room, coach):
    hold_messages(by=coach, room=room, on=True)
    return room


@pytest.fixture
def held(holding, developer_client):
    return say(by=developer_client, room=holding, text="Odotan")


@pytest.fixture
def silence(room, coach):
    """silence(person, what="silenced"): by the handle, as a coach does."""

    def do(person, what="silenced"):
        restrain(by=coach, room=room, who=handle(room.pk, person.pk), what=what)

    return do


def test_everybody_is_told_the_rule(holding):
    assert state(holding)["holds"] is True
    assert Event.objects.get(kind="moderation.rule").audience == "everyone"


def test_a_message_waits_for_coaches_and_its_writer_is_told(room, held, developer_client, participant):
    assert (Message.objects.count(), state(room)["messages"]) == (0, [])
    assert [(one["name"], one["text"]) for one in state(room, "coach")["held"]] == [("Kuukkeli", "Odotan")]
    assert [(one["text"], one["reason"]) for one in own(room, developer_client)["waiting"]] == [("Odotan", "")]
    assert (own(room, participant)["waiting"], "held" in state(room)) == ([], False)


def test_a_coachs_own_message_does_not_wait(holding, coach):
    say(by=coach, room=holding, text="Hei", coach=True)

    assert [one["text"] for one in state(holding)["messages"]] == ["Hei"]


def test_letting_in_shows_it_under_the_writers_name(room, held, coach, developer_client):
    let_in(by=coach, room=room, held=held.seq)

    assert [(one["name"], one["text"], one["coach"]) for one in state(room)["messages"]] == [
        ("Kuukkeli", "Odotan", False)
    ]
    assert (state(room, "coach")["held"], own(room, developer_client)["waiting"]) == ([], [])


def test_declining_tells_the_writer_why_and_keeps_the_text_for_them(room, held, coach, developer_client):
    decline(by=coach, room=room, held=held.seq, reason="hurtful")

    assert (state(room)["messages"], state(room, "coach")["held"]) == ([], [])
    assert [(one["text"], one["reason"]) for one in own(room, developer_client)["waiting"]] == [("Odotan", "hurtful")]
    with pytest.raises(Refused) as refused:
        let_in(by=coach, room=room, held=held.seq)
    assert refused.value.code == "no_such_message"


def test_a_question_waits_too(holding, participant, coach):
    question = ask(by=participant, room=holding, text="Kysyn", unnamed=False)
    assert (state(holding)["questions"], len(state(holding, "coach")["questions_aside"])) == ([], 1)
    assert Event.objects.get(kind="question.sent").payload == {"waits": True}

    unhide(by=coach, room=holding, question=question.pk)
    assert [one["text"] for one in state(holding)["questions"]] == ["Kysyn"]


def test_hidden_words_are_nowhere_but_the_reason_is(room, participant, coach):
    message = say(by=participant, room=room, text="Liikaa asiakkaasta")
    hide_message(by=coach, room=room, message=message.seq, reason="private")

    assert [(one["text"], one["hidden"]) for one in state(room)["messages"]] == [("", "private")]
    assert [line.text for line in read_lines(room.pk, 0) if "Liikaa" in line.text] == []
    assert list(datasets["chat"].rows(Extract(room.session.programme_id))) == []


def test_hidden_words_come_back_and_can_be_hidden_again(room, participant, coach):
    message = say(by=participant, room=room, text="Sittenkin")
    hide_message(by=coach, room=room, message=message.seq, reason="elsewhere")
    unhide_message(by=coach, room=room, message=message.seq)
    assert [(one["text"], one["hidden"]) for one in state(room)["messages"]] == [("Sittenkin", "")]

    hide_message(by=coach, room=room, message=message.seq, reason="elsewhere")
    assert [line.text for line in read_lines(room.pk, 0) if "Sittenkin" in line.text] == []


def test_the_silenced_may_not_write_but_vote_and_ask_the_coach(room, silence, participant):
    silence(participant)

    with pytest.raises(Refused) as refused:
        do_now("say", by=participant, room=room, given={"text": "Hei"})
    do_now("ask_coach", by=participant, room=room, given={"text": "Miksi?"})
    assert refused.value.code == "not_allowed"
    assert participant.has_perm("realtime.vote", room.session)
    assert own(room, participant)["restraint"] == "silenced"


def test_the_removed_may_not_enter_this_session_and_may_others(room, lecture, silence, participant):
    silence(participant, "removed")

    assert standing_of(participant.pk, room) is None
    assert standings_of([participant.pk], room) == {participant.pk: None}
    assert standing_of(participant.pk, enter(session=lecture)) is not None
    assert not participant.has_perm("realtime.enter", room.session)


def test_a_room_is_not_read_through_other_pages_by_whom_it_removed(room, silence, participant, developer_client):
    silence(developer_client)
    seen = [list(Room.objects.visible_to(person)) for person in (participant, developer_client)]

    silence(participant, "removed")

    assert seen == [[room], [room]]
    assert list(Room.objects.visible_to(participant)) == []
    assert list(Room.objects.visible_to(developer_client)) == [room]


def test_undoing_it(room, silence, coach, participant):
    silence(participant, "removed")
    release(by=coach, room=room, who=handle(room.pk, participant.pk))

    assert "realtime.say" in standing_of(participant.pk, room).allowed
    assert (own(room, participant)["restraint"], state(room, "coach")["restrained"]) == (None, [])


def test_who_is_silenced_is_known_to_coaches_by_the_shown_name_alone(room, silence, developer_client):
    silence(developer_client)

    [told] = state(room, "coach")["restrained"]
    assert (told["name"], told["what"]) == ("Kuukkeli", "silenced")
    assert "restrained" not in state(room)
    assert [line.text for line in read_lines(room.pk, 0) if "Secret" in line.text] == []


def test_the_handle_of_another_room_or_a_coach_is_refused(room, lecture, coach, organiser, participant):
    elsewhere = handle(enter(session=lecture).pk, participant.pk)
    codes = []
    for who in (elsewhere, handle(room.pk, coach.pk), handle(room.pk, organiser.pk)):
        with pytest.raises(Refused) as refused:
            restrain(by=coach, room=room, who=who, what="removed")
        codes.append(refused.value.code)

    assert (codes, Restraint.objects.count()) == (["no_such_person", "coach_stays", "coach_stays"], 0)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("hold_messages", {"on": True}),
        ("show_held", {"held": 1}),
        ("decline_held", {"held": 1, "reason": "private"}),
        ("hide_message", {"message": 1, "reason": "private"}),
        ("unhide_message", {"message": 1}),
        ("restrain", {"who": "x", "what": "removed"}),
        ("release", {"who": "x"}),
    ],
)
def test_members_do_not_moderate(name, given, room, participant):
    with pytest.raises(Refused) as refused:
        do_now(name, by=participant, room=room, given=given)
    assert refused.value.code == "not_allowed"


def test_the_removed_are_told_politely(room, silence, signed_in, participant, coach):
    silence(participant, "removed")
    browser = signed_in(participant)

    page = browser.get(room.get_absolute_url())
    spoken = browser.post(reverse("realtime:say", args=[room.session_id]), {"text": "Hei"})

    assert (page.status_code, page.templates[0].name, spoken.status_code) == (403, "realtime/removed.html", 403)
    assert "removed" not in page.content.decode()


def test_a_silenced_text_comes_back_by_the_plain_form(room, silence, signed_in, participant):
    silence(participant)

    page = signed_in(participant).post(reverse("realtime:say", args=[room.session_id]), {"text": "Sanon"})

    assert (page.status_code, page.context["unsent_text"], Message.objects.count()) == (422, "Sanon", 0)


def test_by_plain_forms(room, signed_in, client, participant, coach):
    def do(name, **values):
        return client.post(reverse("realtime:do", args=[room.session_id, name]), values).status_code

    signed_in(coach)
    codes = [do("hold_messages", on="1")]
    signed_in(participant)
    client.post(reverse("realtime:say", args=[room.session_id]), {"text": "Odotan"})
    signed_in(coach)
    codes += [do("show_held", held=HeldMessage.objects.get().seq), do("hold_messages", on="0")]
    codes += [do("hide_message", message=Message.objects.get().seq, reason="private")]
    codes += [do("restrain", who=handle(room.pk, participant.pk), what="silenced")]
    page = client.get(room.get_absolute_url())

    assert codes == [302] * 5
    assert page.context["state"]["restrained"][0]["name"] == "Kaisla Korpikuusi"
    assert "Odotan" not in page.content.decode()


def test_what_moderation_knows_is_handed_out_and_forgotten(room, held, silence, coach, developer_client):
    decline(by=coach, room=room, held=held.seq, reason="hurtful")
    silence(developer_client)
    told = personal_data["moderation"].export(developer_client)
    personal_data["moderation"].erase(developer_client)

    assert ([one["text"] for one in told["not_shown"]], [one["what"] for one in told["restraints"]]) == (
        ["Odotan"],
        ["silenced"],
    )
    assert (HeldMessage.objects.count(), Restraint.objects.count(), Question.objects.count()) == (0, 0, 0)
