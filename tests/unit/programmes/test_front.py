"""The first page: each role's own, the name one goes by, and what to do next when nothing is on."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching.programmes.models import Consent, Enrolment, Programme, Role
from coaching.programmes.panels import state_of, told

FRONT = "/"


@pytest.fixture
def front_of(request, signed_in):
    """front_of(name of a cast member) → the page as text."""

    def page(who):
        client = signed_in(request.getfixturevalue(who))
        client.cookies["django_language"] = "en"
        return client.get(FRONT).content.decode()

    return page


def heading(page):
    return re.search(r"<h1>(.*?)</h1>", page)[1]


def main_actions(page):
    return re.findall(r'class="btn btn-primary[^"]*" href="([^"]*)"', page)


def test_a_stranger_logs_in_first(client, db):
    assert client.get(FRONT).url.startswith(reverse("account_login"))


def test_greets_by_the_own_name(front_of):
    assert heading(front_of("participant")) == "Hello, Kaisla Korpikuusi"


def test_greets_by_the_pseudonym(front_of):
    page = front_of("developer_client")

    assert (heading(page), "Secret" in page) == ("Hello, Kuukkeli", False)


@pytest.mark.parametrize("who", ["participant", "developer_client", "coach", "organiser"])
def test_the_one_main_action_is_to_join(front_of, digikahvit, who):
    assert main_actions(front_of(who)) == [reverse("realtime:room", args=[digikahvit.pk])]


def test_another_subgroup_has_nothing_on(front_of, digikahvit):
    page = front_of("stranger")

    assert (digikahvit.get_absolute_url() in page, "Nothing is on today" in page) == (False, True)
    assert digikahvit.get_absolute_url() in front_of("participant")


def test_nobody_s_page_says_how_to_come_in(front_of):
    assert main_actions(front_of("outsider")) == [reverse("groups:join")]


def test_several_programmes_are_one_click_away(front_of, participant, programme):
    other = Programme.objects.create(key="toinen", name="Toinen ohjelma")
    Enrolment.objects.create(programme=other, person=participant, role=Role.PARTICIPANT)

    page = front_of("participant")

    own = re.search(r'class="own-programmes".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'href="([^"]*)"', own) == [programme.get_absolute_url(), other.get_absolute_url()]


@pytest.mark.parametrize("who", ["participant", "coach", "developer", "evaluator"])
def test_how_the_programme_is_doing_is_for_the_organiser(front_of, who):
    page = front_of(who)

    assert "How the programme is doing" not in page
    assert "How the programme is doing" in front_of("organiser")


def test_state_counts_members_and_sessions(programme, participant, developer_client, coach, lecture):
    lecture.ends_at = timezone.now()
    lecture.save()

    state = state_of(programme)

    assert (state["people"], state["coming"], state["unnoted"]) == (2, 0, 1)


def test_state_does_not_tell_few_consents(programme, participant):
    Consent.objects.create(programme=programme, person=participant, purpose="evaluation")

    assert state_of(programme)["consents"] is None


@pytest.mark.parametrize(
    ("count", "everybody", "shown"), [(4, 100, None), (5, 100, 5), (96, 100, None), (100, 100, 100), (95, 100, 95)]
)
def test_small_counts_and_small_rests_are_not_told(count, everybody, shown):
    assert told(count, everybody) == shown
