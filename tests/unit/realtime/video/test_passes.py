"""Passes into the video, read as Jitsi reads them."""

import time

import jwt
import pytest
from django.utils import timezone

from realtime.models import VideoPerson, VideoRoom
from realtime.rooms import enter
from realtime.video.passes import frame_config, is_offered, let_in


@pytest.fixture
def claims_of(jitsi):
    """What the token says, if Jitsi would take it."""

    def claims(found):
        return jwt.decode(
            found.token, jitsi.JITSI_SECRET, algorithms=["HS256"], audience="digikahvit", issuer="digikahvit"
        )

    return claims


def test_the_claims_are_exactly_these(room, developer_client, claims_of):
    found = let_in(person=developer_client, room=room)

    claims = claims_of(found)
    now, place, who = time.time(), VideoRoom.objects.get(), VideoPerson.objects.get()
    assert now - 65 < claims.pop("nbf") <= now - 60
    assert now + 300 <= claims.pop("exp") <= now + 600
    features = claims["context"].pop("features")
    assert claims == {
        "iss": "digikahvit",
        "aud": "digikahvit",
        "sub": "video.example.org",
        "room": place.name,
        "context": {
            "user": {"id": who.number, "name": "Kuukkeli", "affiliation": "member", "moderator": "false"},
        },
    }
    assert (set(features.values()), "create-polls" in features, "recording" in features) == ({False}, True, True)
    assert found.address == f"https://video.example.org/{place.name}"


def test_no_token_tells_who_somebody_is(room, developer_client):
    found = let_in(person=developer_client, room=room)

    told = str(jwt.decode(found.token, options={"verify_signature": False}))
    assert [word for word in ("Secret", "Realname", "@", "email", "avatar") if word in told] == []
    assert VideoPerson.objects.get().number != str(developer_client.pk)


def test_only_who_runs_the_room_moderates_there(room, coach, participant, claims_of):
    users = [
        claims_of(let_in(person=person, room=room, coach=runs))["context"]["user"]
        for person, runs in ((coach, True), (participant, False))
    ]

    assert [(user["affiliation"], user["moderator"]) for user in users] == [("owner", "true"), ("member", "false")]


@pytest.mark.parametrize(
    ("held", "runs", "recording"),
    [("digikahvit", True, False), ("lecture", True, True), ("lecture", False, False)],
)
def test_a_coach_may_record_a_lecture_and_nobody_a_digikahvit(request, held, runs, recording, coach, claims_of):
    session = request.getfixturevalue(held)

    claims = claims_of(let_in(person=coach, room=enter(session=session), coach=runs))

    assert claims["context"]["features"]["recording"] is recording
    assert frame_config(session, runs, "fi")["fileRecordingsEnabled"] is recording
    assert ("recording" in frame_config(session, runs, "fi")["toolbarButtons"]) is recording


def test_the_same_person_keeps_the_number_in_a_session_and_has_another_elsewhere(room, lecture, participant, claims_of):
    rooms = [room, room, enter(session=lecture)]

    numbers = [claims_of(let_in(person=participant, room=one))["context"]["user"]["id"] for one in rooms]

    assert (numbers[0] == numbers[1], numbers[0] == numbers[2]) == (True, False)


def test_a_small_group_has_a_room_of_its_own_and_its_pass_opens_no_other(room, participant, claims_of):
    common, aside = let_in(person=participant, room=room), let_in(person=participant, room=room, aside="ryhma-1")

    names = [claims_of(found)["room"] for found in (common, aside)]
    assert [found.address.rsplit("/")[-1] for found in (common, aside)] == names
    assert (len(set(names)), [len(name) for name in names], names) == (2, [32, 32], [name.lower() for name in names])


def test_a_token_that_has_ended_opens_nothing(room, participant, jitsi, monkeypatch, claims_of):
    long_ago = time.time() - 3600
    with monkeypatch.context() as then:
        then.setattr(time, "time", lambda: long_ago)
        found = let_in(person=participant, room=room)

    with pytest.raises(jwt.ExpiredSignatureError):
        claims_of(found)


def test_what_the_room_has_already_is_off_in_the_video(digikahvit):
    config = frame_config(digikahvit, False, "fi")

    assert {name: config[name] for name in ("disablePolls", "disableReactions", "disableInviteFunctions")} == {
        "disablePolls": True,
        "disableReactions": True,
        "disableInviteFunctions": True,
    }
    assert set(config["toolbarButtons"]).isdisjoint({"chat", "recording", "invite", "livestreaming", "mute-everyone"})


@pytest.mark.parametrize(
    ("domain", "ended_minutes_ago", "offered"),
    [
        ("video.example.org", -30, True),
        ("video.example.org", 50, True),
        ("video.example.org", 70, False),
        ("", -30, False),
    ],
)
def test_when_there_is_video(jitsi, digikahvit, domain, ended_minutes_ago, offered):
    jitsi.JITSI_DOMAIN = domain
    digikahvit.ends_at = timezone.now() - timezone.timedelta(minutes=ended_minutes_ago)

    assert is_offered(digikahvit) is offered
