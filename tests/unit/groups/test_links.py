"""Join links are made, closed and opened again by those who look after the subgroup."""

import re

import pytest
from django.utils import timezone

from coaching.core.models import History
from coaching.programmes.models import Role
from groups import actions
from groups.models import JoinLink

CAST = ["participant", "developer_client", "coach", "developer", "evaluator", "organiser", "stranger", "outsider"]


@pytest.fixture
def link(coach, subgroup):
    return actions.make_link(by=coach, subgroup=subgroup, role=Role.PARTICIPANT, days=14, uses=2)


def test_link_works_to_the_end_of_its_last_day(link):
    last = timezone.localtime(link.expires_at)

    assert (last.date() - timezone.localdate()).days == 14
    assert (last.hour, last.minute) == (23, 59)


def test_code_can_be_read_aloud(link):
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", link.code)


def test_closing_can_be_undone(link, coach):
    actions.close_link(by=coach, link=link)
    closed = link.is_open
    actions.open_link_again(by=coach, link=link)

    assert (closed, link.is_open) == (False, True)
    assert list(History.objects.order_by("pk").values_list("verb", flat=True)) == [
        "groups.link_made",
        "groups.link_closed",
        "groups.link_opened_again",
    ]


def test_closing_twice_is_one_deed(link, coach):
    actions.close_link(by=coach, link=link)
    actions.close_link(by=coach, link=link)

    assert History.objects.filter(verb="groups.link_closed").count() == 1


def test_coach_makes_a_link_on_the_page(signed_in, coach, subgroup):
    answer = signed_in(coach).post(
        f"/ryhmat/{subgroup.pk}/hoito/linkki/", {"role": "developer_client", "days": 7, "uses": 2}
    )

    made = JoinLink.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/ryhmat/linkit/{made.pk}/")
    assert (made.role, made.uses_left, made.made_by) == ("developer_client", 2, coach)


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "coach", "days": 7, "uses": 2},
        {"role": "participant", "days": 0, "uses": 2},
        {"role": "participant", "days": 61, "uses": 2},
        {"role": "participant", "days": 7, "uses": 0},
        {"role": "developer_client", "days": 7, "uses": 6},
    ],
)
def test_wrong_link_comes_back(signed_in, coach, subgroup, wrong):
    answer = signed_in(coach).post(f"/ryhmat/{subgroup.pk}/hoito/linkki/", wrong)

    assert answer.status_code == 422
    assert JoinLink.objects.count() == 0


def test_link_page_shows_code_address_and_picture(signed_in, coach, link):
    page = signed_in(coach).get(f"/ryhmat/linkit/{link.pk}/").content.decode()

    assert page.count(f"http://testserver/ryhmat/liity/{link.code}/") == 2  # to read and to copy
    assert page.count("<svg") > 0
    assert page.count("style=") == 0


def test_link_page_uses_the_public_address(signed_in, coach, link, settings):
    from dataclasses import replace

    settings.CONFIG = replace(settings.CONFIG, origin="https://kahvit.example.fi")

    page = signed_in(coach).get(f"/ryhmat/linkit/{link.pk}/")

    assert page.context["address"] == f"https://kahvit.example.fi/ryhmat/liity/{link.code}/"


def test_link_pages_are_for_those_who_look_after_the_subgroup(request, signed_in, link):
    codes = {}
    for who in CAST:
        client = signed_in(request.getfixturevalue(who))
        codes[who] = (
            client.get(f"/ryhmat/linkit/{link.pk}/").status_code,
            client.post(f"/ryhmat/linkit/{link.pk}/avaa/").status_code,
        )

    assert codes == {
        "participant": (403, 403),
        "developer_client": (403, 403),
        "coach": (200, 302),
        "developer": (404, 404),
        "evaluator": (404, 404),
        "organiser": (200, 302),
        "stranger": (404, 404),
        "outsider": (404, 404),
    }
