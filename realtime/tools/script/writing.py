"""Writing a session's running order; coaches who are in its room see each change at once."""

from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.history import record
from realtime.log import writing
from realtime.models.rooms import Room
from realtime.tools.script.models import ScriptItem
from realtime.tools.script.state import items_told

MOST_ITEMS = 40


def add_item(*, by, session, **values):
    """Put an item at the end."""
    with _changing(by, session) as items:
        if items.count() >= MOST_ITEMS:
            raise Refused("too_many", _("A running order has 40 items at most. Join some of them."))
        return ScriptItem.objects.create(session=session, place=_end_of(items), **values)


def change_item(*, by, item, **values):
    with _changing(by, item.session):
        for name, value in values.items():
            setattr(item, name, value)
        item.save(update_fields=list(values))
    return item


def remove_item(*, by, item):
    with _changing(by, item.session):
        item.delete()


def move_item(*, by, item, up):
    """One place up or down; at either end nothing changes."""
    with _changing(by, item.session) as items:
        order = list(items)
        at = order.index(item)
        to = at - 1 if up else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
        for place, one in enumerate(order, start=1):
            one.place = place
        ScriptItem.objects.bulk_update(order, ["place"])


def copy_script(*, by, session, source):
    """Add the items of another session of the same theme at the end."""
    with _changing(by, session) as items:
        copied = list(ScriptItem.objects.filter(session=source))
        if source.theme_id is None or source.theme_id != session.theme_id or not copied:
            raise Refused("nothing_to_copy", _("There is nothing to copy there."))
        if items.count() + len(copied) > MOST_ITEMS:
            raise Refused("too_many", _("A running order has 40 items at most. Join some of them."))
        first = _end_of(items)
        for place, item in enumerate(copied, start=first):
            item.pk, item.session, item.place = None, session, place
        return ScriptItem.objects.bulk_create(copied)


@transaction.atomic
def take_new_version(*, by, old, new):
    """Let items open the new version of a poll, except in sessions that have asked the old one already."""
    asked = old.runs.values("room__session")
    for item in ScriptItem.objects.filter(poll=old).exclude(session__in=asked).select_related("session"):
        change_item(by=by, item=item, poll=new)


@contextmanager
def _changing(by, session):
    """The session's items; afterwards its room, where there is one, is told how they stand."""
    rooms = list(Room.objects.filter(session=session, group=None))
    with transaction.atomic(), writing(*(room.pk for room in rooms)) as log:
        yield ScriptItem.objects.filter(session=session)
        for room in rooms:
            log.append(room, "script.written", {"items": items_told(session.pk)}, actor=by)
        record("realtime.wrote_script", actor=by, target=session, scope=session.programme_id)


def _end_of(items):
    return (items.aggregate(last=Max("place"))["last"] or 0) + 1
