"""What coaches do with walls without JavaScript, and taking a wall's notes out."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.history import log_access
from realtime.deeds import do_now
from realtime.models import Heading, Note, Wall
from realtime.tools.wall.export import FORMATS
from realtime.tools.wall.forms import WallForm
from realtime.views.room import find, number, room_page
from realtime.views.wall import wall_page


@login_required
@require_POST
def put_up(request, place):
    """A new wall: 201 or 422 as JSON for the page's own script, otherwise the room's page."""
    room = _run_by(request, place)
    form = WallForm(request.POST)
    as_json = "application/json" in request.headers.get("Accept", "")
    if form.is_valid():
        try:
            do_now("put_up_wall", by=request.user, room=room, given=form.cleaned_data)
            return JsonResponse({}, status=201) if as_json else redirect(room)
        except Refused as refusal:
            form.add_error("title", refusal.message)
    if as_json:
        return JsonResponse({"detail": next(iter(form.errors.values()))[0]}, status=422)
    return room_page(request, room, status=422, wall_form=form)


def _wall_deed(name):
    """A view that does one deed about a wall, and shows it again."""

    @login_required
    @require_POST
    def view(request, place, wall):
        room = _run_by(request, place)
        wall = get_object_or_404(Wall, pk=wall, room=room)
        do_now(name, by=request.user, room=room, given={"wall": wall.pk})
        return _back(wall)

    return view


reveal = _wall_deed("reveal_wall")
close = _wall_deed("close_wall")


@login_required
@require_POST
def add_heading(request, place, wall):
    room = _run_by(request, place)
    wall = get_object_or_404(Wall, pk=wall, room=room)
    return _write_heading(request, wall, "add_heading", {"wall": wall.pk})


@login_required
@require_POST
def change_heading(request, place, heading):
    """Rename a heading, with ``to`` move it, or with ``remove`` take it away."""
    room = _run_by(request, place)
    heading = get_object_or_404(Heading, pk=heading, wall__room=room)
    about = {"heading": heading.pk}
    if "remove" in request.POST:
        do_now("remove_heading", by=request.user, room=room, given=about)
    elif "to" in request.POST:
        do_now("move_heading", by=request.user, room=room, given={**about, "to": request.POST["to"]})
    else:
        return _write_heading(request, heading.wall, "rename_heading", about)
    return _back(heading.wall)


def _write_heading(request, wall, name, about):
    """The wall again; when the heading was refused, with what was typed and why."""
    given = {**about, "text": request.POST.get("text", "")}
    try:
        do_now(name, by=request.user, room=wall.room, given=given)
    except Refused as refusal:
        return wall_page(request, wall.room, wall, status=422, refused={"deed": name, "why": refusal.message, **given})
    return _back(wall)


def _note_deed(name):
    """A view that does one deed about a note, and shows its wall again."""

    @login_required
    @require_POST
    def view(request, place, note):
        room = _run_by(request, place)
        note = get_object_or_404(Note.objects.select_related("wall"), pk=note, wall__room=room)
        given = {"note": note.pk}
        if name == "group_note":
            given["heading"] = number(request.POST.get("heading"))
        if name == "move_note":
            given["to"] = request.POST.get("to", "")
        do_now(name, by=request.user, room=room, given=given)
        return redirect(reverse("realtime:note", args=[place, note.pk])) if name == "move_note" else _back(note.wall)

    return view


group = _note_deed("group_note")
move = _note_deed("move_note")
hide = _note_deed("hide_note")
show = _note_deed("show_note")


@login_required
@require_safe
def export(request, place, wall, kind):
    """The notes as everybody has seen them, as a file; noted in the access log."""
    room = _run_by(request, place)
    wall = get_object_or_404(Wall.objects.exclude(phase="write"), pk=wall, room=room)
    if kind not in FORMATS:
        raise Http404
    content_type, write = FORMATS[kind]
    response = HttpResponse(write(room, wall), content_type=content_type)
    name = f"{slugify(wall.title)[:60] or 'wall'}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "no-store"
    log_access(
        "realtime.exported_wall",
        actor=request.user,
        subject=f"wall:{wall.pk}",
        scope=room.session.programme_id,
        format=kind,
    )
    return response


def _run_by(request, place):
    room = find(request, place)
    require(request.user, "realtime.run", room.session)
    return room


def _back(wall):
    return redirect(reverse("realtime:wall", args=[wall.room.place, wall.pk]))
