"""Questions to an expert: who answers, by when, and to whom it shows that the day has gone."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from forums import actions
from forums.models import Following, Thread
from forums.panels import promised


@pytest.fixture
def late(question):
    question.answer_by = timezone.localdate() - timedelta(days=1)
    question.save()
    return question


def waiting_for(person):
    request = RequestFactory().get("/")
    request.user = person
    panel = promised(request, None)
    return [(thread.title, thread.is_mine, thread.owner_name) for thread in panel["threads"]] if panel else None


def test_a_question_is_to_be_answered_within_a_week(question, coach):
    assert (question.owner, question.answer_by) == (coach, timezone.localdate() + timedelta(days=7))
    assert (question.is_waiting, question.is_overdue) == (True, False)


def test_whoever_is_asked_follows_it_unless_they_have_muted_it(question, coach, organiser):
    actions.follow(person=coach, thread=question, state="muted")
    actions.hand_over(by=coach, thread=question, owner=organiser, answer_by=question.answer_by)
    actions.hand_over(by=organiser, thread=question, owner=coach, answer_by=question.answer_by)

    chosen = dict(Following.objects.filter(thread=question).values_list("person__display_name", "state"))
    assert (chosen[coach.display_name], chosen[organiser.display_name]) == ("muted", "followed")


def test_the_expert_s_own_reply_answers_it_and_nobody_else_s(question, coach, participant):
    actions.reply(by=participant, thread=question, text="Lisäys.")
    assert Thread.objects.get(pk=question.pk).answered_at is None

    post = actions.reply(by=coach, thread=question, text="Ei saa.")

    question.refresh_from_db()
    assert (question.answered_at, question.is_waiting) == (post.written_at, False)


def test_that_it_is_late_shows_to_the_expert_and_the_coaches_only(
    late, participant, colleague, coach, organiser, signed_in
):
    def told(person):
        return signed_in(person).get(late.get_absolute_url()).context["thread"].tells_overdue

    assert [told(person) for person in (coach, organiser, participant, colleague)] == [True, True, False, False]


def test_a_question_waits_on_its_expert_s_front_page_until_answered(question, coach, participant):
    assert waiting_for(coach) == [(question.title, True, "Tuuli Termospullo")]
    assert waiting_for(participant) is None

    actions.reply(by=coach, thread=question, text="Ei saa.")

    assert waiting_for(coach) is None


def test_a_late_one_is_told_to_whoever_keeps_order(late, organiser, colleague, developer):
    assert waiting_for(organiser) == [(late.title, False, "Tuuli Termospullo")]
    assert (waiting_for(colleague), waiting_for(developer)) == (None, None)


def test_it_is_handed_over_with_a_new_day(question, coach, organiser, signed_in):
    day = timezone.localdate() + timedelta(days=3)

    answer = signed_in(coach).post(
        reverse("forums:hand_over", args=[question.pk]), {"owner": organiser.pk, "answer_by": day}
    )

    question.refresh_from_db()
    assert (answer.status_code, question.owner, question.answer_by) == (302, organiser, day)


@pytest.mark.parametrize("wrong", ["stranger", "participant", "developer"])
def test_it_goes_only_to_somebody_who_answers_there(request, question, coach, signed_in, wrong):
    person = request.getfixturevalue(wrong)

    answer = signed_in(coach).post(
        reverse("forums:hand_over", args=[question.pk]), {"owner": person.pk, "answer_by": timezone.localdate()}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["owner"])


def test_a_day_gone_by_is_no_promise(question, coach, signed_in):
    yesterday = timezone.localdate() - timedelta(days=1)

    answer = signed_in(coach).post(
        reverse("forums:hand_over", args=[question.pk]), {"owner": coach.pk, "answer_by": yesterday}
    )

    assert (answer.status_code, answer.context["form"].errors.as_data()["answer_by"][0].code) == (422, "past")


def test_a_member_does_not_hand_over(question, participant, signed_in):
    assert signed_in(participant).get(reverse("forums:hand_over", args=[question.pk])).status_code == 403


@pytest.mark.parametrize(
    ("audience", "owner", "wrong"),
    [
        ("subgroup", "coach", None),
        ("everybody", "developer", None),
        ("subgroup", "developer", "owner"),
        ("everybody", "stranger", "owner"),
        ("everybody", None, "owner"),
    ],
)
def test_asked_is_somebody_who_reads_it(request, programme, subgroup, participant, signed_in, audience, owner, wrong):
    asked = request.getfixturevalue(owner).pk if owner else ""
    form = {"kind": "expert", "title": "Saako?", "text": "Chatin tallentaa.", "owner": asked}
    form["audience"] = subgroup.pk if audience == "subgroup" else audience

    answer = signed_in(participant).post(reverse("forums:new", args=[programme.key]), form)

    assert list(answer.context["form"].errors) == [wrong] if wrong else answer.status_code == 302


def test_the_expert_is_no_option_yet_never_stops_another_kind_from_being_sent(programme, participant, signed_in):
    form = signed_in(participant).get(reverse("forums:new", args=[programme.key])).context["form"]

    assert (form.fields["owner"].required, "required" in form["owner"].build_widget_attrs({})) == (True, False)
