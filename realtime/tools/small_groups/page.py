"""Small groups of a room's frames in shapes that a template can walk."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from realtime.tools.small_groups.making import default_tasks, used_before
from realtime.tools.small_groups.models import How

LATEST = 20


def plain_groups(state, me):
    """The set the room shows, one's own group in it, and in a group's room the tasks with what stands under them."""
    groups = state["groups"]
    if groups is None:
        return {"groups": None}
    notes = {note["task"]: note for note in state["group_notes"]}
    nothing = {"text": "", "version": 0}
    mine = [group for group in groups["list"] if any(person["who"] == me["who"] for person in group["people"])]
    tasks = [
        {"task": place, "title": title, **notes.get(place, nothing)} for place, title in enumerate(groups["tasks"])
    ]
    return {"groups": groups, "own_group": mine[0] if mine else None, "group_tasks": tasks}


def plain_beside(state, tick):
    """For a coach in a group's room: all the groups with how they are doing, those first who wait for a coach."""
    doing = {told["group"]: told for told in tick.get("small_groups", ())}
    own = [group["group"] for group in (state["groups"] or {"list": ()})["list"]]
    beside = [{**one, **doing.get(one["group"], {}), "own": one["group"] in own} for one in state.get("beside", ())]
    return {"beside": sorted(beside, key=lambda one: one.get("called") or "~")}


def for_coach(user, session):
    """What the form for making groups begins with."""
    with override(session.programme.language):
        tasks = "\n".join(default_tasks())
    used = used_before(user, session.programme_id).exclude(opened_at=None)[:LATEST]
    return {"ways": How.choices, "default_tasks": tasks, "used_groups": used, "group_sizes": _sizes()}


def _sizes():
    return [(size, _("{n} people").format(n=size)) for size in range(2, 11)]
