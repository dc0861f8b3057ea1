"""Moving with its history, and what readers ask the coaches to look at."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from coaching.core.errors import Refused
from forums import actions
from forums.models import Move, Post, Report, Thread
from forums.panels import reported
from forums.search import Query, search

NOWHERE = {"theme": None, "session": None, "pilot": None}


def waiting(person):
    request = RequestFactory().get("/")
    request.user = person
    panel = reported(request, None)
    return panel and [place["count"] for place in panel["places"]]


def test_a_move_changes_where_it_is_and_keeps_where_it_was(thread, coach, pilot, theme, subgroup, programme, signed_in):
    form = {"title": "Uusi otsikko", "audience": subgroup.pk, "about": f"pilot-{pilot.pk}"}

    answer = signed_in(coach).post(reverse("forums:move", args=[thread.pk]), form)

    thread.refresh_from_db()
    assert (answer.status_code, thread.title, thread.pilot, thread.theme) == (302, "Uusi otsikko", pilot, None)
    before = Move.objects.get()
    assert (before.title, before.theme, before.subgroup, before.by) == ("Luottamus etänä", theme, subgroup, coach)
    assert [post.number for post in search(coach, programme, Query("otsikossa"))] == [1]


def test_what_is_for_everybody_becomes_one_subgroup_s(thread_for_all, participant, stranger, coach, subgroup):
    assert Thread.objects.visible_to(stranger).exists()

    actions.move(by=coach, thread=thread_for_all, title="Meidän", subgroup=subgroup, **NOWHERE)

    assert (Thread.objects.visible_to(stranger).exists(), Post.objects.visible_to(stranger).exists()) == (False, False)
    assert Thread.objects.visible_to(participant).exists()


@pytest.mark.parametrize("to", ["everybody", "other_subgroup"])
def test_what_was_written_for_some_is_shown_to_no_others(request, thread, organiser, to):
    subgroup = None if to == "everybody" else request.getfixturevalue(to)

    with pytest.raises(Refused) as refusal:
        actions.move(by=organiser, thread=thread, title="Avattu", subgroup=subgroup, **NOWHERE)

    assert (refusal.value.code, Move.objects.count()) == ("other_readers", 0)


def test_nobody_who_wrote_loses_their_own_words(thread_for_all, stranger, coach, subgroup):
    actions.reply(by=stranger, thread=thread_for_all, text="Minäkin")

    with pytest.raises(Refused) as refusal:
        actions.move(by=coach, thread=thread_for_all, title="Meidän", subgroup=subgroup, **NOWHERE)

    assert refusal.value.code == "writers_left_out"


def test_a_tampered_move_widens_nothing(thread, coach, other_subgroup, signed_in):
    for audience in ("", other_subgroup.pk, "everybody"):
        answer = signed_in(coach).post(
            reverse("forums:move", args=[thread.pk]), {"title": "Avattu", "audience": audience}
        )
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["audience"])


def test_a_subgroup_s_own_session_is_for_its_own(thread_for_all, digikahvit, coach, signed_in):
    form = {"title": "Kahveista", "audience": "everybody", "about": f"session-{digikahvit.pk}"}

    answer = signed_in(coach).post(reverse("forums:move", args=[thread_for_all.pk]), form)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["about"])


def test_who_may_read_is_always_asked_when_moving(thread_for_all, coach, signed_in):
    form = signed_in(coach).get(reverse("forums:move", args=[thread_for_all.pk])).context["form"]

    assert (form["audience"].value(), form.fields["audience"].required) == ("everybody", True)


def test_a_member_moves_nothing(thread, participant, signed_in):
    assert signed_in(participant).get(reverse("forums:move", args=[thread.pk])).status_code == 403


def test_a_report_comes_to_the_coaches_of_the_place(thread, colleague, coach, organiser, make_person, signed_in):
    other = make_person("Toinen Valmentaja", "coach")
    address = reverse("forums:report", args=[thread.posts.get().pk])

    answer = signed_in(colleague).post(address, {"reason": "Asiakas tunnistuu."})

    assert answer.status_code == 302
    assert [waiting(person) for person in (coach, organiser, other, colleague)] == [[1], [1], None, None]


def test_the_coaches_read_why_but_not_who(thread, colleague, coach, programme, signed_in):
    actions.report(by=colleague, post=thread.posts.get(), reason="Asiakas tunnistuu.")

    page = signed_in(coach).get(reverse("forums:reports", args=[programme.key])).content.decode()

    assert ("Asiakas tunnistuu." in page, "Kaisla Korpikuusi" in page, "Lumi Lakkasuo" in page) == (True, True, False)


def test_one_asks_once_until_somebody_has_looked(thread, colleague, coach):
    post = thread.posts.get()
    actions.report(by=colleague, post=post, reason="Nimi.")
    with pytest.raises(Refused) as refusal:
        actions.report(by=colleague, post=post, reason="Nimi!")
    assert refusal.value.code == "reported"

    actions.leave_be(by=coach, post=post)
    actions.report(by=colleague, post=post, reason="Yhä.")

    assert Report.objects.count() == 2


def test_who_has_reported_is_told_before_writing_it_again(thread, colleague, signed_in):
    post = thread.posts.get()
    actions.report(by=colleague, post=post, reason="Nimi.")

    answer = signed_in(colleague).get(reverse("forums:report", args=[post.pk]), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [str(actions.REPORTED)]
    assert answer.redirect_chain == [(post.get_absolute_url(), 302)]


@pytest.mark.parametrize("deed", ["hide", "leave_be"])
def test_what_has_been_looked_at_waits_no_more(thread, colleague, coach, deed):
    post = thread.posts.get()
    actions.report(by=colleague, post=post, reason="Nimi.")

    if deed == "hide":
        actions.hide(by=coach, post=post, reason="Ilman nimeä.")
    else:
        actions.leave_be(by=coach, post=post)

    assert (waiting(coach), Report.objects.get().handled_by) == (None, coach)


def test_a_hidden_post_that_its_writer_has_mended_can_be_shown_from_the_list(
    thread, programme, participant, coach, signed_in
):
    post = actions.hide(by=coach, post=thread.posts.get(), reason="Nimi.")
    assert signed_in(participant).get(thread.get_absolute_url()).context["posts"][0].may_edit is True
    actions.edit(by=participant, post=post, text="Ilman nimeä")

    page = signed_in(coach).get(reverse("forums:reports", args=[programme.key])).text

    deeds = {name: reverse(f"forums:{name}", args=[post.pk]) in page for name in ("hide", "restore", "leave_be")}
    assert ("Ilman nimeä" in page, deeds) == (True, {"hide": False, "restore": True, "leave_be": True})


def test_nobody_reports_their_own(thread, participant, signed_in):
    assert signed_in(participant).get(reverse("forums:report", args=[thread.posts.get().pk])).status_code == 403


def test_the_list_of_reports_costs_the_same_for_one_and_three(
    thread, colleague, developer_client, coach, programme, signed_in, django_assert_num_queries
):
    client = signed_in(coach)
    address = reverse("forums:reports", args=[programme.key])
    actions.report(by=colleague, post=thread.posts.get(), reason="Nimi.")
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    second = actions.reply(by=developer_client, thread=thread, text="Nimi tässäkin")
    for person, post in ((coach, second), (colleague, second)):
        actions.report(by=person, post=post, reason="Nimi.")

    with django_assert_num_queries(QUERIES):
        client.get(address)


QUERIES = 13
