"""The running order on its session's page, for those who run the session."""

from django.urls import reverse

from realtime.tools.script.state import items_told


def script_of_session(request, session):
    if not request.user.has_perm("realtime.run", session):
        return None
    items = items_told(session.pk)
    url = reverse("realtime:script", args=[session.pk])
    return {"items": items, "minutes": sum(item["minutes"] or 0 for item in items), "url": url}
