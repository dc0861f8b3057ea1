"""What coaches do in the room without JavaScript."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.errors import Refused
from realtime.deeds import do_now
from realtime.tools.polls.actions import quick_poll
from realtime.tools.polls.forms import QuickPollForm
from realtime.views.room import find, number, room_page


def _deed_view(name, field):
    """A view that does one deed about one poll or run, named by ``field`` in the form."""

    @login_required
    @require_POST
    def view(request, place):
        room = find(request, place)
        require(request.user, "realtime.run", room.session)
        try:
            do_now(name, by=request.user, room=room, given={field: number(request.POST.get(field))})
        except Refused as refusal:
            return room_page(request, room, status=422, run_refusal=refusal.message)
        return redirect(room)

    return view


open_poll = _deed_view("open", "poll")
close = _deed_view("close", "run")
reveal = _deed_view("reveal", "run")


@login_required
@require_POST
def quick(request, place):
    """A poll made and opened on the spot: 201 or 422 as JSON for the page's own script, otherwise the page."""
    room = find(request, place)
    require(request.user, "realtime.run", room.session)
    as_json = "application/json" in request.headers.get("Accept", "")
    form = QuickPollForm(request.POST, language=room.session.programme.language, auto_id="quick_%s")
    if not form.is_valid():
        if as_json:
            errors = {field: [str(error) for error in told] for field, told in form.errors.items()}
            return JsonResponse({"detail": next(iter(errors.values()))[0], "errors": errors}, status=422)
        return room_page(request, room, status=422, quick_form=form)
    try:
        run = quick_poll(by=request.user, room=room, **form.asked())
    except Refused as refusal:
        if as_json:
            return JsonResponse({"detail": str(refusal.message), "errors": {}}, status=422)
        return room_page(request, room, status=422, quick_form=form, run_refusal=refusal.message)
    return JsonResponse({"run": run.pk}, status=201) if as_json else redirect(room)
