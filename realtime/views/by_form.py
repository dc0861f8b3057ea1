"""Any deed of the table through a plain form: the same checks and verb as the socket's."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.near_misses import warn_of_near_misses
from realtime.deeds import do_now
from realtime.toolbox import DEEDS
from realtime.views.room import deed_id_of, find, room_page


@login_required
@require_POST
def do(request, place, name):
    """``back`` in the form is the id of the place on the page to come back to."""
    if name not in DEEDS:
        raise Http404
    room = find(request, place)
    kind = DEEDS[name]
    require(request.user, kind.permission, room.session)
    given = {key: field.of_form(request.POST.getlist(key)) for key, field in kind.fields.items()}
    try:
        do_now(name, by=request.user, room=room, given=given, deed_id=deed_id_of(request))
    except Refused as refusal:
        return room_page(request, room, status=422, refused={"deed": name, "why": refusal.message, **given})
    warn_of_near_misses(request, given)
    back = request.POST.get("back", "")
    return redirect(f"{room.get_absolute_url()}#{back}" if back.isidentifier() else room.get_absolute_url())
