"""What every page's frame needs."""

from django.conf import settings

from coaching.core.registries import panels_on


def house(request):
    """Navigation, one's own menu and the name over it (panels of page "navigation", slots "main", "own", "name")."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    slots = panels_on("navigation", request) if signed_in else {}
    entries = slots.get("main", [])
    for entry in entries:
        entry["current"] = request.path == entry["url"] or (
            entry["url"] != "/" and request.path.startswith(entry["url"])
        )
    return {
        "navigation": entries,
        "own_links": slots.get("own", []),
        "own_name": slots["name"][0]["label"] if "name" in slots else request.user.display_name if signed_in else "",
        "demonstration": settings.DEMONSTRATION,
    }
