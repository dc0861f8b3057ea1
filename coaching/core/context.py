"""What every page's frame needs."""

from django.conf import settings

from coaching.core.registries import panels_on


def house(request):
    """Navigation and one's own menu (panels of page "navigation", slots "main" and "own"); is this a demonstration?"""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    slots = panels_on("navigation", request) if signed_in else {}
    entries = slots.get("main", [])
    for entry in entries:
        entry["current"] = request.path == entry["url"] or (
            entry["url"] != "/" and request.path.startswith(entry["url"])
        )
    return {"navigation": entries, "own_links": slots.get("own", []), "demonstration": settings.DEMONSTRATION}
