"""The video on the room's page: offered where it is, and the page whole where it is not."""

import jwt
import pytest
from django.urls import reverse

from realtime.models import VideoRoom


@pytest.fixture
def address(room):
    return reverse("realtime:room", args=[room.session_id])


@pytest.fixture
def ask(room):
    return lambda client: client.post(reverse("realtime:video_pass", args=[room.session_id]))


def frame_src(response):
    directives = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; ") if " " in part)
    return directives["frame-src"], "video.example.org" in directives["script-src"]


def test_the_page_lets_only_jitsi_s_frame_through(address, signed_in, participant):
    page = signed_in(participant).get(address)

    assert frame_src(page) == ("https://video.example.org", False)
    assert "<room-video" in page.content.decode()


def test_other_pages_let_no_frame_through(signed_in, participant):
    assert frame_src(signed_in(participant).get("/")) == ("'none'", False)


def test_where_there_is_no_jitsi_the_page_is_as_before(address, signed_in, participant, jitsi):
    jitsi.JITSI_DOMAIN = ""

    page = signed_in(participant).get(address)

    assert (page.status_code, frame_src(page), "room-video" in page.content.decode().split("</head>")[1]) == (
        200,
        ("'none'", False),
        False,
    )


def test_nothing_foreign_and_no_token_is_in_the_page(address, signed_in, participant):
    text = signed_in(participant).get(address).content.decode()

    assert ("video.example.org" in text, "eyJ" in text, VideoRoom.objects.exists()) == (False, False, False)


@pytest.mark.parametrize(
    ("who", "status", "moderator"),
    [
        ("participant", 200, "false"),
        ("developer_client", 200, "false"),
        ("coach", 200, "true"),
        ("organiser", 200, "true"),
    ],
)
def test_who_gets_a_pass(request, signed_in, ask, who, status, moderator):
    answer = ask(signed_in(request.getfixturevalue(who)))

    claims = jwt.decode(answer.json()["token"], options={"verify_signature": False})
    assert (answer.status_code, claims["context"]["user"]["moderator"]) == (200, moderator)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("who", ["stranger", "outsider", "evaluator"])
def test_who_gets_none(request, signed_in, ask, who):
    assert ask(signed_in(request.getfixturevalue(who))).status_code == 404


def test_nobody_gets_one_unknown_or_by_looking(client, room, signed_in, participant, ask):
    assert ask(client).status_code == 302
    assert signed_in(participant).get(reverse("realtime:video_pass", args=[room.session_id])).status_code == 405


def test_there_is_no_pass_where_there_is_no_video(signed_in, participant, ask, jitsi):
    jitsi.JITSI_DOMAIN = ""

    assert ask(signed_in(participant)).status_code == 404
