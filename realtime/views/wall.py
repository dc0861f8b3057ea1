"""Walls without JavaScript, a wall's own page, and the pictures on it."""

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.near_misses import warn_of_near_misses
from coaching.core.streaming import ranged_file
from realtime.admission import admit_to
from realtime.deeds import do_now, keep_pace
from realtime.models import Event, Mark, Note, Wall
from realtime.projector import room_of
from realtime.tools.wall.forms import NoteForm, NoteWordsForm, WallForm
from realtime.tools.wall.notes import write_note
from realtime.tools.wall.order import headings_of
from realtime.tools.wall.plain import plain_walls
from realtime.views.arrival import frames_for
from realtime.views.room import deed_id_of, find, number


@login_required
@require_safe
def wall(request, place, wall):
    room = find(request, place)
    return wall_page(request, room, get_object_or_404(Wall, pk=wall, room=room))


def wall_page(request, room, wall, *, status=200, **extra):
    """The wall large, with this viewer's frames; ``extra`` has what a refused form brings back."""
    admission = admit_to(room, request.user, None)
    frames = frames_for(admission)
    values = {
        "room": room,
        "session": room.session,
        "may_run": admission.view == "coach",
        "frames": frames,
        "socket_url": f"/ws/huone/{room.place}/",
        "note_form": NoteForm(),
        "deed_id": str(uuid4()),
        "wall_form": WallForm(),
        "fixed_wall": wall.pk,
        **plain_walls(frames[1]["snapshot"], frames[2]["tick"], wall.pk),
        **extra,
    }
    return render(request, "realtime/wall/page.html", values, status=status)


@login_required
@require_POST
def write(request, place, wall):
    """A note, with or without a picture: the wall's page, or 201 or 422 as JSON for the page's own script."""
    room = find(request, place)
    wall = get_object_or_404(Wall, pk=wall, room=room)
    require(request.user, "realtime.say", room.session)
    deed = deed_id_of(request)
    if deed and Event.objects.filter(room=room, actor=request.user, deed_id=deed).exists():
        return _written(request, wall)
    form = _note_form(request)
    if form.is_valid():
        try:
            write_note(by=request.user, room=room, wall=wall.pk, deed_id=deed, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("text", refusal.message)
        else:
            warn_of_near_misses(request, request.POST.get("text", ""))
            return _written(request, wall)
    if _wants_json(request):
        return JsonResponse({"detail": next(iter(form.errors.values()))[0]}, status=422)
    return wall_page(request, room, wall, status=422, note_form=form)


def _note_form(request):
    """What was sent; when it came too fast it is refused before its picture is looked at."""
    try:
        keep_pace(request.user)
    except Refused as refusal:
        form = NoteForm(request.POST)
        form.errors.clear()
        form.add_error("text", refusal.message)
        return form
    return NoteForm(request.POST, request.FILES)


@login_required
def note(request, place, note):
    """One note, and what this person may do with it."""
    room = find(request, place)
    return note_page(request, room, _seen(request, room, note))


def note_page(request, room, note, *, status=200, form=None):
    notes = _told(request, room, note)
    told = next(one for one in notes if one["note"] == note.pk)
    there = [one["note"] for one in notes if one["heading"] == told["heading"]]
    values = {
        "room": room,
        "session": room.session,
        "wall": note.wall,
        "note": told,
        "headings": headings_of(note.wall),
        "standing": f"{there.index(note.pk) + 1} / {len(there)}",
        "may_run": request.user.has_perm("realtime.run", room.session),
        "form": form or NoteWordsForm(initial={"text": note.text, "colour": note.colour}),
    }
    return render(request, "realtime/wall/note.html", values, status=status)


@login_required
@require_POST
def edit(request, place, note):
    room = find(request, place)
    found = _seen(request, room, note)
    form = NoteWordsForm(request.POST)
    if form.is_valid():
        try:
            do_now("edit_note", by=request.user, room=room, given={"note": found.pk, **form.cleaned_data})
            return redirect(_address(found.wall))
        except Refused as refusal:
            form.add_error("text", refusal.message)
    return note_page(request, room, found, status=422, form=form)


@login_required
@require_POST
def remove(request, place, note):
    room = find(request, place)
    found = _seen(request, room, note)
    do_now("remove_note", by=request.user, room=room, given={"note": found.pk})
    return redirect(_address(found.wall))


@login_required
@require_POST
def mark(request, place, wall):
    """Like or unlike, give or take back one dot: ``like``, ``dot`` or ``undot`` holds the note's number."""
    room = find(request, place)
    wall = get_object_or_404(Wall, pk=wall, room=room)
    asked = next((name for name in ("like", "dot", "undot") if name in request.POST), None)
    if asked is None:
        raise Http404
    note = number(request.POST[asked])
    own = Mark.objects.filter(note=note, giver_key=wall.key_of(request.user.pk)).first() if wall.is_open else None
    liked, given = (own.liked, own.dots) if own else (False, 0)
    given += {"dot": 1, "undot": -1, "like": 0}[asked]
    liked = not liked if asked == "like" else liked
    do_now("mark_note", by=request.user, room=room, given={"note": note, "liked": int(liked), "given": max(given, 0)})
    return redirect(f"{_address(wall)}#note-{note}")


@login_required
@require_safe
def picture(request, place, note):
    """A note's picture, small on the page; ``?large`` downloads it."""
    found = _seen(request, find(request, place), note)
    return _picture(request, found)


@require_safe
def picture_on_screen(request, token, note):
    return _picture(request, get_object_or_404(Note.objects.shown(), pk=note, wall__room=room_of(token)))


def _picture(request, note):
    if not note.picture:
        raise Http404
    if "large" in request.GET:
        return ranged_file(request, note.picture, "image/webp", f"{note.pk}.webp", inline=False)
    return ranged_file(request, note.small_picture, "image/webp")


def _seen(request, room, note):
    """The note, for somebody who may see it now; 404 otherwise."""
    found = get_object_or_404(Note.objects.select_related("wall"), pk=note, wall__room=room)
    if not any(one["note"] == found.pk for one in _told(request, room, found)):
        raise Http404
    return found


def _told(request, room, note):
    """The notes of the note's wall as this viewer is told them."""
    frames = frames_for(admit_to(room, request.user, None))
    wall = plain_walls(frames[1]["snapshot"], frames[2]["tick"], note.wall_id)["wall"]
    return [one for column in wall["columns"] for one in column["notes"]]


def _written(request, wall):
    return JsonResponse({}, status=201) if _wants_json(request) else redirect(_address(wall))


def _address(wall):
    return reverse("realtime:wall", args=[wall.room.place, wall.pk])


def _wants_json(request):
    return "application/json" in request.headers.get("Accept", "")
