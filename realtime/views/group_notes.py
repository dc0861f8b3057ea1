"""What small groups wrote, afterwards: for each group's own people, and all of it for coaches."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from realtime.models import NotesVersion
from realtime.people import shown_names
from realtime.tools.small_groups.finding import groups_read_by
from realtime.tools.small_groups.reporting import texts_of
from realtime.views.room import find


@login_required
@require_safe
def group_notes(request, place):
    """Of the place's group; in the session's own place of all the groups this person may look at."""
    room = find(request, place)
    seen = groups_read_by(request.user, room.session)
    if room.group_id:
        seen = seen.filter(pk=room.group_id)
    groups = list(seen.select_related("group_set"))
    texts, saves = texts_of(groups), _saves(room, groups)
    told = [_told(group, texts.get(group.pk, {}), saves.get(group.pk, ())) for group in groups]
    return render(request, "realtime/groups/notes.html", {"room": room, "session": room.session, "groups": told})


def _told(group, texts, saves):
    return {
        "number": group.number,
        "name": group.name,
        "place": str(group.place),
        "set": group.group_set.title,
        "opened": group.group_set.opened_at,
        "tasks": [{"title": task, "text": texts.get(place, "")} for place, task in enumerate(group.group_set.tasks)],
        "saves": saves,
    }


def _saves(room, groups):
    """{group: every save of its notes, newest first}."""
    versions = list(NotesVersion.objects.filter(notes__group__in=groups).select_related("notes").order_by("-pk"))
    names = shown_names(room.session, {one.person_id for one in versions}) if versions else {}
    tasks = {group.pk: group.group_set.tasks for group in groups}
    saves = {}
    for one in versions:
        name = names.get(one.person_id, names[None])
        told = {"task": tasks[one.notes.group_id][one.notes.task], "name": name, "at": one.at, "text": one.text}
        saves.setdefault(one.notes.group_id, []).append(told)
    return saves
