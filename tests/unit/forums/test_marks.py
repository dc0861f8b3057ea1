"""Mentions, reactions, following: who is told, who is not, and what it costs."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coaching.accounts.actions import forget
from coaching.programmes.models import Pseudonym
from forums import actions
from forums.models import Following, Mention, Reaction, Thread
from forums.panels import missed


def front(person):
    request = RequestFactory().get("/")
    request.user = person
    return missed(request, None) or {"threads": [], "mentions": []}


def send(client, thread, **values):
    return client.post(reverse("forums:reply", args=[thread.pk]), {"text": "Katsotko?", **values})


def test_only_those_who_read_the_thread_can_be_chosen(
    thread, participant, developer_client, coach, organiser, stranger, evaluator, signed_in
):
    form = signed_in(participant).get(thread.get_absolute_url()).context["form"]

    assert form.fields["mentions"].choices == [
        (developer_client.pk, "Kuukkeli"),
        (organiser.pk, "Sarastus Salkkumaa"),
        (coach.pk, "Tuuli Termospullo"),
    ]


@pytest.mark.parametrize("wrong", ["stranger", "evaluator", "outsider", "participant"])
def test_nobody_else_is_mentioned_by_a_tampered_form(request, thread, participant, signed_in, wrong):
    answer = send(signed_in(participant), thread, mentions=[request.getfixturevalue(wrong).pk])

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["mentions"])
    assert answer.context["form"]["text"].value() == "Katsotko?"
    assert Mention.objects.count() == 0


def test_a_mention_is_told_until_it_has_been_seen(thread, participant, colleague, signed_in):
    send(signed_in(participant), thread, mentions=[colleague.pk])
    post = thread.posts.get(number=2)
    assert front(colleague)["mentions"] == [post]

    signed_in(colleague).get(post.get_absolute_url())

    assert front(colleague)["mentions"] == []


def test_names_are_those_of_today_and_never_in_the_text(thread, participant, colleague, programme, signed_in):
    post = actions.reply(by=participant, thread=thread, text="Katsotko?", mentions=[colleague.pk])
    Pseudonym.objects.create(programme=programme, person=colleague, name="Tikka")

    page = signed_in(participant).get(thread.get_absolute_url())

    assert (page.context["posts"][1].mentioned, post.text) == (["Tikka"], "Katsotko?")
    assert "Lumi Lakkasuo" not in page.content.decode()


def test_whoever_has_left_is_called_by_no_name(thread, participant, colleague, signed_in):
    actions.reply(by=participant, thread=thread, text="Katsotko?", mentions=[colleague.pk])

    forget(person=colleague)

    assert signed_in(participant).get(thread.get_absolute_url()).context["posts"][1].mentioned == []


@pytest.mark.parametrize("put_away", ["hidden", "moved away"])
def test_what_one_may_not_read_tells_of_no_mention(thread, participant, colleague, coach, subgroup, put_away):
    post = actions.reply(by=participant, thread=thread, text="Katsotko?", mentions=[colleague.pk])
    assert front(colleague)["mentions"] == [post]

    if put_away == "hidden":
        actions.hide(by=coach, post=post, reason="Nimi.")
    else:
        subgroup.memberships.filter(person=colleague).delete()

    assert front(colleague)["mentions"] == []


def test_a_withheld_answer_tells_of_no_mention(reflection, colleague, participant):
    actions.reply(by=colleague, thread=reflection, text="Opin", mentions=[participant.pk])

    assert front(participant)["mentions"] == []


def test_an_edit_changes_who_is_mentioned(thread, participant, colleague, coach):
    post = actions.reply(by=participant, thread=thread, text="Katsotko?", mentions=[colleague.pk])

    actions.edit(by=participant, post=post, text="Katsotko?", mentions=[coach.pk])

    assert list(post.mentions.values_list("person", flat=True)) == [coach.pk]


def test_a_reaction_is_set_and_taken_back(thread, coach, signed_in):
    address = reverse("forums:react", args=[thread.posts.get().pk, "try"])
    client = signed_in(coach)

    counts = []
    for _time in range(2):
        client.post(address)
        counts.append(
            [shown["count"] for shown in client.get(thread.get_absolute_url()).context["posts"][0].reactions_shown]
        )

    assert counts == [[0, 0, 1], [0, 0, 0]]


def test_one_s_own_reaction_shows_as_one_s_own(thread, coach, colleague, signed_in):
    actions.react(by=coach, post=thread.posts.get(), kind="thanks")

    def thanks(person):
        shown = signed_in(person).get(thread.get_absolute_url()).context["posts"][0].reactions_shown[0]
        return shown["count"], shown["mine"]

    assert (thanks(coach), thanks(colleague)) == ((1, True), (1, False))


def test_what_is_unknown_hidden_or_withheld_takes_none(reflection, thread, coach, colleague, participant, signed_in):
    hidden = actions.hide(by=coach, post=thread.posts.get(), reason="Nimi.")
    answer = actions.reply(by=colleague, thread=reflection, text="Opin")
    client = signed_in(participant)
    wrong = [(hidden.pk, "thanks"), (answer.pk, "thanks"), (reflection.posts.get(number=1).pk, "anger")]

    codes = [client.post(reverse("forums:react", args=one)).status_code for one in wrong]

    assert (codes, Reaction.objects.count()) == ([404, 404, 404], 0)


def test_marks_cost_the_same_for_one_and_three(thread, participant, coach, colleague, signed_in):
    client = signed_in(coach)

    def cost():
        client.get(thread.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(thread.get_absolute_url())
        return len(queries)

    one = cost()
    for _post in range(2):
        post = actions.reply(by=participant, thread=thread, text="Katsotko?", mentions=[coach.pk, colleague.pk])
        for kind in Reaction.Kind:
            actions.react(by=colleague, post=post, kind=kind)

    assert cost() == one


def test_writing_follows_and_a_choice_is_kept(thread, participant, coach, signed_in):
    def state(person):
        return Thread.objects.told_to(person).get().following

    assert (state(participant), state(coach)) == ("followed", "")
    signed_in(coach).post(reverse("forums:follow", args=[thread.pk]), {"state": "muted"})

    actions.reply(by=coach, thread=thread, text="Silti")

    assert state(coach) == "muted"
    signed_in(coach).post(reverse("forums:follow", args=[thread.pk]), {"state": "nonsense"})
    assert (state(coach), Following.objects.count()) == ("", 1)


def test_what_is_muted_is_new_nowhere_but_a_mention_is_told(thread, participant, colleague, programme, signed_in):
    assert [found.pk for found in front(colleague)["threads"]] == [thread.pk]
    actions.follow(person=colleague, thread=thread, state="muted")
    listed = signed_in(colleague).get(reverse("forums:list", args=[programme.key]), {"unread": "1"})
    assert (front(colleague)["threads"], list(listed.context["page"])) == ([], [])

    post = actions.reply(by=participant, thread=thread, text="Katsotko?", mentions=[colleague.pk])

    assert (front(colleague)["threads"], front(colleague)["mentions"]) == ([], [post])


def test_a_list_shows_only_what_one_follows(thread, thread_for_all, participant, coach, programme, signed_in):
    actions.follow(person=coach, thread=thread_for_all, state="followed")

    page = signed_in(coach).get(reverse("forums:list", args=[programme.key]), {"followed": "1"}).context["page"]

    assert [found.pk for found in page] == [thread_for_all.pk]
