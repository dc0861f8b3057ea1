"""Who is to be divided, and dividing them evenly."""

import random
from collections import defaultdict

from coaching.programmes.models import MEMBERS, Enrolment
from groups.access import plain_members
from realtime.doorbell import bell
from realtime.tools.guests.models import Guest
from realtime.tools.moderation.models import Restraint

dice = random.SystemRandom()


def here_now(room):
    """The people in the session's own room now, without coaches, as far as this process knows."""
    open_rooms = [hub.rooms.get(room.pk) for hub in list(bell().hubs)]
    present = [one for opened in open_rooms if opened for one in dict(opened.presence.everybody()).values()]
    return {one.person_id for one in present if not one.coach}


def everybody(room):
    """All who may come: the session's members, and the guests who are in."""
    enrolled = Enrolment.objects.current().filter(programme=room.session.programme_id, role__in=MEMBERS)
    members = plain_members(room.session, set(enrolled.values_list("person_id", flat=True)))
    guests = Guest.objects.inside().filter(room__session=room.session_id).values_list("person_id", flat=True)
    removed = Restraint.objects.filter(room__session=room.session_id, what=Restraint.What.REMOVED)
    return (members | set(guests)) - set(removed.values_list("person_id", flat=True))


def how_many(people, size):
    """Groups of about this size: none is more than half a group too large, and nobody is left over."""
    return max(1, (people + size // 2) // size)


def mixed(people, count):
    """``count`` lists of people in random order, whose lengths differ by one at most."""
    order = sorted(people)
    dice.shuffle(order)
    return _dealt(order, count)


def apart(room, people, count):
    """As mixed, but those of one workplace are dealt out one after another: into as many groups as there are."""
    workplaces = workplaces_of(room, people)
    together = defaultdict(list)
    for pk in sorted(people):
        together[workplaces.get(pk, ("own", pk))].append(pk)
    heaps = list(together.values())
    dice.shuffle(heaps)
    for heap in heaps:
        dice.shuffle(heap)
    return _dealt([pk for heap in sorted(heaps, key=len, reverse=True) for pk in heap], count)


def workplaces_of(room, people):
    """{person id: organisation}; who has none is a workplace of their own."""
    rows = Enrolment.objects.current().filter(
        programme=room.session.programme_id, person__in=people, organisation__isnull=False
    )
    return dict(rows.values_list("person_id", "organisation_id"))


def _dealt(order, count):
    return [order[first::count] for first in range(count)]
