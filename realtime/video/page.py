"""What the room's page needs for the video: the offer, and the one foreign frame its policy lets through."""

from realtime.video.passes import is_offered, may_be_recorded, origin


def offer(session):
    """What the room's template needs, or None where there is no video."""
    return {"recordable": may_be_recorded(session)} if is_offered(session) else None


def with_frame(response):
    """The answer with Jitsi's frame let through; nothing else foreign is, scripts least of all."""
    response._csp_replace = {"frame-src": [origin()]}
    return response
