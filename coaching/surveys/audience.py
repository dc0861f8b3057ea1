"""Whom a wave or an item concerns: by role, and by circles that floors above know of."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from coaching.programmes.access import roles_of
from coaching.programmes.models import MEMBERS, Attendance, Enrolment, Role, Session
from coaching.surveys.models import Wave

ANY = "*"
"""As a circle's key: whichever of them."""


@dataclass(frozen=True)
class Circle:
    """A kind of belonging within a programme, such as a subgroup.

    ``keys(person, programme_id)`` are those a person is in now, ``members(programme_id)`` everybody's as (key, person
    id) pairs, ``seen(user, programme_id)`` those whose figures the user may see, and ``names(programme_id)`` what
    they are called.
    """

    label: Any
    keys: Callable[[Any, int], Collection[str]]
    members: Callable[[int], Iterable[tuple[str, int]]]
    seen: Callable[[Any, int], Collection[str]]
    names: Callable[[int], dict[str, str]]


CIRCLES: dict[str, Circle] = {}
"""By name; the floors of subgroups and of pilots each add theirs."""


@dataclass(frozen=True)
class Belonging:
    """A person's roles and circles in one programme today."""

    roles: frozenset
    circles: dict

    @classmethod
    def of(cls, person, programme, circles=None):
        """``circles`` limits which are asked for, each a query."""
        wanted = CIRCLES if circles is None else {name: CIRCLES[name] for name in circles}
        return cls(
            roles_of(person, programme),
            {name: set(circle.keys(person, programme.pk)) for name, circle in wanted.items()},
        )

    def fits(self, only_for, default_roles=()):
        """Whether the limits of an audience or an item let this person in."""
        roles = only_for.get("roles") or default_roles
        if roles and self.roles.isdisjoint(roles):
            return False
        return all(
            self.circles.get(name) and (ANY in keys or not self.circles[name].isdisjoint(keys))
            for name, keys in only_for.get("circles", {}).items()
        )


def named_circles(*limits):
    """The circles some of these audiences and items ask about."""
    return {name for limit in limits for name in limit.get("circles", {})}


class Roster:
    """Who is in a programme today, by role and circle: read once, whatever the number of waves."""

    def __init__(self, programme_id):
        self.programme_id = programme_id
        self._roles = defaultdict(set)
        enrolled = Enrolment.objects.current().filter(programme=programme_id, person__is_active=True)
        for role, person in enrolled.values_list("role", "person_id"):
            self._roles[role].add(person)
        self._circles = {}

    def fitting(self, audience):
        """The ids of everybody these limits let in."""
        people = set().union(*(self._roles[role] for role in audience.get("roles") or MEMBERS))
        for name, keys in audience.get("circles", {}).items():
            circle = self._circle(name)
            people &= set().union(*(circle[key] for key in (list(circle) if ANY in keys else keys)))
        return people

    def _circle(self, name):
        if name not in self._circles:
            self._circles[name] = defaultdict(set)
            for key, person in CIRCLES[name].members(self.programme_id):
                self._circles[name][key].add(person)
        return self._circles[name]


def entitled(wave, roster=None):
    """The ids of everybody the wave concerns today."""
    roster = roster or Roster(wave.survey.programme_id)
    people = roster.fitting(wave.audience)
    if wave.session_id:
        people &= set(Attendance.objects.filter(session=wave.session_id).values_list("person_id", flat=True))
    return people


def concerns(wave, person, belonging=None):
    """Whether the wave is for this person."""
    belonging = belonging or Belonging.of(person, wave.programme, named_circles(wave.audience))
    if not belonging.fits(wave.audience, MEMBERS):
        return False
    return not wave.session_id or Attendance.objects.filter(session=wave.session_id, person=person).exists()


def those_seen(waves, user, programme):
    """The waves of one programme whose figures somebody who looks after surveys may see; the same queries for many.

    An organiser sees all; a coach those of sessions they may enter and of circles of which some are their own.
    """
    if Role.ORGANISER in roles_of(user, programme):
        return list(waves)
    sessions = [wave.session_id for wave in waves if wave.session_id]
    entered = set(Session.objects.visible_to(user).filter(pk__in=sessions).values_list("pk", flat=True))
    names = named_circles(*(wave.audience for wave in waves))
    own = {name: set(CIRCLES[name].seen(user, programme.pk)) for name in names}
    return [wave for wave in waves if wave.session_id in {None, *entered} and _shares(wave.audience, own)]


def _shares(audience, own):
    return all(ANY in keys or not own[name].isdisjoint(keys) for name, keys in audience.get("circles", {}).items())


def sees(wave, user):
    """Whether this wave is one of them."""
    return bool(those_seen([wave], user, wave.programme))


def in_words(limits, names):
    """Whom and when these limits let in, in words; empty when they let in all. ``names``: {circle: {key: name}}."""
    parts = [str(Role(role).label) for role in limits.get("roles", ())]
    for circle, keys in limits.get("circles", {}).items():
        parts += [f"{CIRCLES[circle].label}: {_('Whoever is in any of them')}"] if ANY in keys else []
        parts += [names.get(circle, {}).get(key, key) for key in keys if key != ANY]
    return ", ".join([*parts, *(str(Wave.Kind(kind).label) for kind in limits.get("waves", ()))])


def singles_out(only_for):
    """Whether having been asked would tell a developer-client from other members."""
    roles = set(only_for.get("roles") or ()) & {*MEMBERS}
    return len(roles) == 1
