"""Reflections: on no surface are the others' answers there before one's own is."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from coaching.core.registries import panels_on
from forums import actions
from forums.models import Post, ReadMark, Thread
from groups.models import Membership

ANSWER = "Lumihiutale"
ASKED = {"q": "lumihiutaleen"}


@pytest.fixture
def answered(reflection, colleague):
    """One colleague's answer, of which the participant may not know."""
    return actions.reply(by=colleague, thread=reflection, text=f"{ANSWER} ikkunassa")


def pages_of(person, thread, signed_in):
    """Everything this person can open about the reflection, as text."""
    client = signed_in(person)
    of_programme = [reverse(f"forums:{name}", args=[thread.programme.key]) for name in ("list", "search")]
    addresses = [
        *of_programme,
        reverse("front"),
        reverse("groups:subgroup", args=[thread.subgroup_id]),
        thread.get_absolute_url(),
        f"{thread.get_absolute_url()}?post=2",
        f"{thread.get_absolute_url()}?page=1&quote=2",
        f"{thread.get_absolute_url()}?quote=2",
    ]
    return "".join(client.get(address, ASKED if "haku" in address else None).content.decode() for address in addresses)


def told(person, thread):
    found = Thread.objects.told_to(person).get(pk=thread.pk)
    return found.shown_count, found.unread, found.last_author, found.shown_at == found.created_at


def test_whoever_has_not_answered_sees_the_prompt_alone(answered, reflection, participant, colleague, coach, signed_in):
    assert (ANSWER in pages_of(colleague, reflection, signed_in), ANSWER in pages_of(coach, reflection, signed_in)) == (
        True,
        True,
    )

    pages = pages_of(participant, reflection, signed_in)

    assert (ANSWER in pages, "Lumi Lakkasuo" in pages.replace(ANSWER, ""), "Kerro yhdestä hetkestä." in pages) == (
        False,
        True,  # as a member of the subgroup, on its page
        True,
    )


def test_counts_times_and_names_tell_nothing_of_the_answers(answered, reflection, participant, coach):
    assert told(participant, reflection) == (1, 1, coach.pk, True)

    actions.mark_read(person=participant, thread=reflection, number=1)

    assert told(participant, reflection) == (1, 0, coach.pk, True)


def test_the_page_says_why_and_the_address_of_an_answer_shows_the_prompt(answered, participant, signed_in):
    page = signed_in(participant).get(answered.get_absolute_url())

    assert [post.number for post in page.context["posts"]] == [1]
    assert page.context["thread"].is_withheld is True


def test_one_s_own_answer_opens_them(answered, reflection, participant, signed_in):
    signed_in(participant).post(reverse("forums:reply", args=[reflection.pk]), {"text": "Minusta hetki oli hiljainen."})

    assert ANSWER in pages_of(participant, reflection, signed_in)
    assert told(participant, reflection)[0] == 3


def test_an_answer_elsewhere_opens_nothing(answered, thread, participant):
    actions.reply(by=participant, thread=thread, text="Toisaalla")

    assert answered not in Post.objects.visible_to(participant)


def test_all_read_marks_no_answer_as_read(answered, reflection, participant, signed_in):
    signed_in(participant).post(reverse("forums:all_read", args=[reflection.pk]))

    assert ReadMark.objects.get(person=participant).number == 1


def test_an_answer_may_not_be_opened_by_its_own_pages(answered, participant, signed_in):
    client = signed_in(participant)

    codes = [client.get(reverse(f"forums:{name}", args=[answered.pk])).status_code for name in ("edit", "versions")]

    assert codes == [404, 404]


def test_the_front_counts_the_prompt_once(answered, reflection, participant):
    actions.mark_read(person=participant, thread=reflection, number=1)
    request = RequestFactory().get("/")
    request.user = participant

    panels = [panel for slot in panels_on("front", request).values() for panel in slot]

    assert [panel for panel in panels if panel["name"] == "forums_missed"] == []


@pytest.mark.parametrize(("who", "code"), [("participant", 422), ("coach", 302), ("organiser", 302)])
def test_only_those_who_keep_order_start_one(request, programme, subgroup, signed_in, who, code):
    form = {"kind": "prompt", "title": "Mitä opit?", "text": "Kerro.", "audience": subgroup.pk}

    answer = signed_in(request.getfixturevalue(who)).post(reverse("forums:new", args=[programme.key]), form)

    assert answer.status_code == code


def test_a_coach_starts_none_in_a_subgroup_of_another(programme, other_subgroup, coach, make_person, signed_in):
    """They may be a member there: reading is not keeping order."""
    Membership.objects.create(subgroup=other_subgroup, programme=programme, person=coach)
    form = {"kind": "prompt", "title": "Mitä opit?", "text": "Kerro.", "audience": other_subgroup.pk}

    answer = signed_in(coach).post(reverse("forums:new", args=[programme.key]), form)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["audience"])
