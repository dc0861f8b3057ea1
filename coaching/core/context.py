"""What every page's frame needs."""

from django.conf import settings

from coaching.core.registries import panels_on


def house(request):
    """Navigation (from the panels of page "navigation") and whether this is a demonstration."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    entries = panels_on("navigation", request).get("main", []) if signed_in else []
    for entry in entries:
        entry["current"] = request.path == entry["url"] or (
            entry["url"] != "/" and request.path.startswith(entry["url"])
        )
    return {"navigation": entries, "demonstration": settings.DEMONSTRATION}
