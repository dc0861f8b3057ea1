"""How each group is doing, for coaches, and the clock that ends them all."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from realtime.log import moment
from realtime.models.rooms import Room
from realtime.people import handle
from realtime.tools.small_groups.finding import going
from realtime.tools.small_groups.models import GroupPlace, SmallGroup
from realtime.tools.small_groups.reporting import texts_of

SEEN = timedelta(seconds=75)


@dataclass(frozen=True)
class Clock:
    """Told to nobody: everybody knows when the groups end. The first process that sees it over ends them."""

    due: object
    after_own = False

    def told_to(self, view, has_acted=False):
        return None


@dataclass(frozen=True)
class Standing:
    """One group, as coaches see it; ``here`` are handles, ``last`` when something was last done in its room."""

    group: int
    here: tuple
    last: object
    written: int
    called: object
    after_own = False
    moves = True

    def told_to(self, view, has_acted=False):
        if view != "coach":
            return None
        times = {"last": moment(self.last), "called": moment(self.called)}
        return {"group": self.group, "here": list(self.here), "written": self.written, **times}


def standings(room_id, keys=None):
    """{set: Clock, "g<group>": Standing} of the groups that are on in the room's session; with the set all of them."""
    room = Room.objects.get(pk=room_id)
    group_set = going(room.session_id)
    if group_set is None:
        return dict.fromkeys(keys or (), Clock(None))
    told = {group_set.pk: Clock(group_set.ends_at)}
    told |= {f"g{one.group}": one for one in _standings(room, group_set)}
    if keys is None or group_set.pk in keys:
        return dict.fromkeys(keys or (), Clock(None)) | told
    return {key: told.get(key, Clock(None)) for key in keys}


def _standings(room, group_set):
    groups = SmallGroup.objects.filter(group_set=group_set).annotate(last=Max("room__events__at"))
    here = {}
    seen = GroupPlace.objects.filter(group_set=group_set, seen_at__gt=timezone.now() - SEEN)
    for group, person in seen.values_list("group", "person"):
        here.setdefault(group, []).append(handle(room.pk, person))
    texts = texts_of(groups)
    return [
        Standing(
            group=group.pk,
            here=tuple(sorted(here.get(group.pk, ()))),
            last=group.last,
            written=len(texts.get(group.pk, ())),
            called=group.called_at,
        )
        for group in groups
    ]
