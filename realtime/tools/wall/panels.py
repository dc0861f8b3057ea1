"""What walls put on other pages."""

from django.db.models import Count, Q

from realtime.models.rooms import Room
from realtime.tools.wall.models import Phase, Wall


def walls_of_theme(request, theme):
    """The walls of a theme that have been shown, in the rooms one may enter."""
    if not request.user.has_perm("programmes.take_part", theme):
        return None
    walls = shown_walls(Room.objects.visible_to(request.user).filter(session__theme=theme))
    return {"walls": walls} if walls else None


def shown_walls(rooms):
    """The rooms' walls that have been shown, newest first, each with how many notes everybody sees."""
    shown = Wall.objects.filter(room__in=rooms).exclude(phase=Phase.WRITE)
    counted = shown.annotate(count=Count("notes", Q(notes__hidden=False)))
    return list(counted.select_related("room__session", "room__group").order_by("-pk"))
