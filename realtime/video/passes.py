"""Passes into the video: a token for one person and one room that lives for minutes, and what the frame is told."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import jwt
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from coaching.programmes.models import Session
from realtime.models import VideoPerson, VideoRoom
from realtime.people import shown_names

LIFE = 8 * 60  # seconds: asked about when connecting only, so a talk may last longer
DRIFT = 60  # seconds that the two servers' clocks may differ
OPEN_AFTERWARDS = timezone.timedelta(hours=1)
NOT_OURS = (
    "livestreaming",
    "transcription",
    "outbound-call",
    "inbound-call",
    "sip-outbound-call",
    "sip-inbound-call",
    "create-polls",
    "send-groupchat",
    "send-private-message",
    "file-upload",
    "list-visitors",
    "flip",
    "live-translation",
)


@dataclass(frozen=True)
class Pass:
    """``address`` is the room at Jitsi; the token opens it for ``seconds``."""

    address: str
    token: str
    seconds: int


def is_configured():
    return bool(settings.JITSI_DOMAIN)


def origin():
    """Where Jitsi is, as the browser's policy names it; a domain without a scheme is https."""
    domain = settings.JITSI_DOMAIN
    return domain if "://" in domain else f"https://{domain}"


def is_offered(session):
    """Whether a room has video now: from when people may walk in until an hour after the end."""
    if not is_configured():
        return False
    return (
        session.ends_at is None or session.is_on or session.ends_at < timezone.now() < session.ends_at + OPEN_AFTERWARDS
    )


def may_be_recorded(session):
    """A lecture may; what people tell one another in a digikahvit or a workshop is never recorded."""
    return session.kind == Session.Kind.LECTURE


@transaction.atomic
def let_in(*, person, room, coach=False, aside=""):
    """A pass for somebody who may be there; ``aside`` is a small group's key, empty in the common room.

    Whoever calls has asked whether the person may enter that room. Asked again
    it gives the same number and room with a new token.
    """
    place, _made = VideoRoom.objects.get_or_create(room=room, aside=aside)
    who, _made = VideoPerson.objects.get_or_create(room=room, person=person)
    name = shown_names(room.session, [person.pk])[person.pk]
    claims = _claims(place.name, who.number, name, coach, coach and may_be_recorded(room.session))
    token = jwt.encode(claims, settings.JITSI_SECRET, algorithm="HS256")
    return Pass(f"{origin()}/{place.name}", token, LIFE)


def _claims(room_name, number, name, coach, may_record):
    """Texts only within ``user``: Jitsi's own reader fails at numbers and nulls there."""
    now = int(time.time())
    return {
        "iss": settings.JITSI_APP_ID,
        "aud": settings.JITSI_APP_ID,
        "sub": urlsplit(origin()).hostname,
        "room": room_name,
        "nbf": now - DRIFT,
        "exp": now + LIFE,
        "context": {
            "user": {
                "id": number,
                "name": name,
                "affiliation": "owner" if coach else "member",
                "moderator": "true" if coach else "false",
            },
            "features": {"recording": may_record, **dict.fromkeys(NOT_OURS, False)},
        },
    }


def frame_config(session, coach, language):
    """Jitsi's own settings for the frame: what the room has already is off there, and nothing is fetched elsewhere."""
    recording = coach and may_be_recorded(session)
    buttons = ["microphone", "camera", "desktop", "raisehand", "tileview", "select-background", "settings"]
    buttons += ["videoquality", "fullscreen", "closedcaptions", "hangup"]
    coaches = ["mute-everyone", "participants-pane", *(["recording"] if recording else [])]
    return {
        "analytics": {"disabled": True},
        "defaultLanguage": language,
        "deeplinking": {"disabled": True},
        "disableDeepLinking": True,
        "disableInviteFunctions": True,
        "disablePolls": True,
        "disableProfile": True,
        "disableReactions": True,
        "disableThirdPartyRequests": True,
        "doNotStoreRoom": True,
        "enableClosePage": False,
        "enableWelcomePage": False,
        "fileRecordingsEnabled": recording,
        "gravatar": {"disabled": True},
        "hideConferenceSubject": True,
        "hideEmailInSettings": True,
        "breakoutRooms": {"hideAddRoomButton": True, "hideAutoAssignButton": True, "hideJoinRoomButton": True},
        "liveStreaming": {"enabled": False},
        "localRecording": {"disable": True},
        "localSubject": session.title,
        "prejoinConfig": {"enabled": False},
        "readOnlyName": True,
        "recordingService": {"enabled": recording, "sharingEnabled": False},
        "requireDisplayName": False,
        "toolbarButtons": buttons[:-1] + (coaches if coach else []) + buttons[-1:],
        "transcription": {"enabled": False},
        "whiteboard": {"enabled": False},
    }
