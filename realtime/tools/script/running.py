"""Going through the running order in the room."""

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import writing
from realtime.tools.polls.actions import close, open_poll
from realtime.tools.polls.models import PollRun
from realtime.tools.script.models import Opens, ScriptItem, ScriptPoint
from realtime.tools.script.state import point_told
from realtime.tools.small_groups.making import begin_groups
from realtime.tools.wall.actions import put_up_wall
from realtime.tools.wall.models import Names, Phase, Wall


def go(*, by, room, item, deed_id=None):
    """Begin an item: the stage of all who follow moves there, and what it opens is opened unless it has been on here.

    A poll that has been taken out of the library is left unopened. Two coaches who go to the same item begin it once.
    """
    with writing(room.pk) as log:
        found = ScriptItem.objects.filter(pk=item, session=room.session_id).select_related("poll").first()
        if found is None:
            raise Refused("no_such_item", _("This item is no longer in the running order. Reload the page."))
        if ScriptPoint.objects.filter(room=room, item=found.pk).exists():
            return
        values = {"title": found.title, "minutes": found.minutes, "opens": found.opens, "since": log.at}
        point, _made = ScriptPoint.objects.update_or_create(room=room, defaults={"item": found.pk, **values})
        _begin(by, room, found)
        log.append(room, "script.moved", point_told(point), actor=by, deed_id=deed_id)


def end(*, by, room, deed_id=None):
    """Be through with the running order, or stop following it: nothing is on the stage any more."""
    with writing(room.pk) as log:
        ScriptPoint.objects.filter(room=room).delete()
        nothing = {"item": None, "title": "", "minutes": None, "opens": "talk"}
        log.append(room, "script.moved", nothing, actor=by, deed_id=deed_id)


def _begin(by, room, item):
    if item.opens == Opens.POLL and item.poll and not item.poll.retired:
        _begin_poll(by, room, item.poll_id)
    elif item.opens == Opens.WALL:
        _begin_wall(by, room, item)
    elif item.opens == Opens.GROUPS:
        begin_groups(by=by, room=room, title=item.title, minutes=item.minutes)


def _begin_wall(by, room, item):
    """A wall of the item's name, unless there is one already, or any that is still open."""
    walls = Wall.objects.filter(room=room)
    if walls.exclude(phase=Phase.CLOSED).exists() or walls.filter(title=item.title).exists():
        return
    begun = {"title": item.title, "question": "", "names": Names.SHOWN.value, "dots": 0, "phase": Phase.WRITE.value}
    put_up_wall(by=by, room=room, **begun)


def _begin_poll(by, room, poll):
    """One poll at a time. A poll that has been on here is not put anew by going back to its item."""
    runs = PollRun.objects.filter(room=room)
    if runs.filter(poll=poll).exists():
        return
    for run in runs.filter(closed_at__isnull=True):
        close(by=by, room=room, run=run.pk)
    open_poll(by=by, room=room, poll=poll)
