"""Deeds of a page that is cut off from WebSockets."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from realtime.limits import LIMITS, Limits
from realtime.models import Message
from realtime.tools.wall.actions import put_up_wall


@pytest.fixture(autouse=True)
def _as_at_the_start():
    yield
    for name, value in vars(Limits()).items():
        setattr(LIMITS, name, value)


@pytest.fixture
def post(signed_in, room):
    """post(person, deeds) → the answer's data."""

    def send(person, deeds, session=None):
        address = reverse("realtime:deeds", args=[session or room.session_id])
        body = deeds if isinstance(deeds, str) else json.dumps({"deeds": deeds})
        return signed_in(person).post(address, body, content_type="application/json").json()

    return send


def said(text, deed_id=None):
    return {"do": "say", "id": deed_id or str(uuid4()), "text": text}


def test_each_is_answered_in_order_after_the_commit(post, participant):
    deeds = [said("Yksi"), said("  "), {"do": "open", "id": str(uuid4()), "poll": 1}, said("Kaksi"), {"do": "say"}]

    told = post(participant, deeds)["frames"]

    assert [frame.get("ack", frame.get("refused")) for frame in told] == [deed.get("id") for deed in deeds]
    assert [frame.get("code") for frame in told] == [None, "empty", "not_allowed", None, "bad_id"]
    assert [frame.get("seq") for frame in told] == [1, None, None, 2, None]
    assert list(Message.objects.values_list("text", flat=True)) == ["Yksi", "Kaksi"]


def test_sent_again_it_is_done_once_and_answered_the_same(post, participant):
    deed = said("Kerran")

    assert post(participant, [deed]) == post(participant, [deed, deed][:1])
    assert Message.objects.count() == 1


def test_the_pace_is_a_persons(post, participant, coach):
    LIMITS.deeds_at_once, LIMITS.deeds_a_second = 2, 0.001

    told = post(participant, [said(str(number)) for number in range(3)])["frames"]

    assert [frame.get("code") for frame in told] == [None, None, "too_fast"]
    assert "ack" in post(coach, [said("Toinen saa sanoa")])["frames"][0]


def test_the_pace_is_the_same_by_plain_forms(signed_in, participant, room, coach):
    LIMITS.deeds_at_once, LIMITS.deeds_a_second = 1, 0.001
    wall = put_up_wall(by=coach, room=room, title="S", question="", dots=0, names="shown", phase="revealed")
    browser = signed_in(participant)
    note = {"text": "Lapulle", "colour": "yellow"}

    said = [browser.post(reverse("realtime:say", args=[room.session_id]), {"text": text}) for text in ("Eka", "Toka")]
    noted = browser.post(reverse("realtime:write_note", args=[room.session_id, wall.pk]), note)

    assert [answer.status_code for answer in (*said, noted)] == [302, 422, 422]
    assert ("Toka" in said[1].content.decode(), "Lapulle" in noted.content.decode()) == (True, True)
    assert (Message.objects.count(), wall.notes.count()) == (1, 0)


@pytest.mark.parametrize("body", ["{", "[]", '{"deeds": 1}', '{"deeds": [1]}', json.dumps({"deeds": [{}] * 21})])
def test_what_makes_no_sense(post, participant, body):
    assert [frame["code"] for frame in post(participant, body)["frames"]] == ["bad_frame"]


def test_too_much_at_once(post, participant):
    assert post(participant, " " * (LIMITS.frame_bytes * LIMITS.deeds_a_request + 1)) == {"frames": [], "closed": 4413}


@pytest.mark.parametrize(("who", "code"), [("stranger", 4404), ("outsider", 4404), ("evaluator", 4404)])
def test_who_does_not_belong_here(post, who, code, request):
    assert post(request.getfixturevalue(who), [said("Hei")]) == {"frames": [], "closed": code}
    assert Message.objects.count() == 0


def test_nobody_signed_in(client, room):
    answer = client.post(reverse("realtime:deeds", args=[room.session_id]), "{}", content_type="application/json")

    assert answer.json() == {"frames": [], "closed": 4401}


def test_another_sites_page_cannot_send(room, participant):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(participant, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("realtime:deeds", args=[room.session_id])

    answer = browser.post(address, json.dumps({"deeds": [said("Hei")]}), content_type="application/json")

    assert answer.status_code == 403
    assert Message.objects.count() == 0


def test_what_no_page_of_ours_sends_is_not_read(room, participant):
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(participant, backend="allauth.account.auth_backends.AuthenticationBackend")
    browser.get(room.get_absolute_url())

    form = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}

    assert browser.post(reverse("realtime:deeds", args=[room.session_id]), form).status_code == 415


def test_what_fails_at_the_commit_takes_no_others_with_it(post, coach, make_run):
    run = make_run(kind="text", options=[])
    at_commit = {"do": "hide", "id": str(uuid4()), "run": run.pk, "text": "131052-308T", "hidden": True}

    told = post(coach, [said("Yksi"), at_commit, said("Kaksi")])["frames"]

    assert [frame.get("code") for frame in told] == [None, "failed", None]
    assert list(Message.objects.values_list("text", flat=True)) == ["Yksi", "Kaksi"]


def test_asking_does_nothing(signed_in, room, participant):
    assert signed_in(participant).get(reverse("realtime:deeds", args=[room.session_id])).status_code == 405
