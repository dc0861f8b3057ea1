"""Whom a wave or an item concerns: by role, and by circles that floors above know of."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from coaching.programmes.access import roles_of
from coaching.programmes.models import MEMBERS, Attendance, Enrolment, Role, Session

ANY = "*"
"""As a circle's key: whichever of them."""


@dataclass(frozen=True)
class Circle:
    """A kind of belonging within a programme, such as a subgroup.

    ``keys(person, programme_id)`` are those a person is in now, ``people(programme_id, keys)`` who is in them
    (``keys`` None: in any), ``seen(user, programme_id)`` those whose figures the user may see, and
    ``names(programme_id)`` what they are called.
    """

    label: Any
    keys: Callable[[Any, int], Collection[str]]
    people: Callable[[int, Collection[str] | None], Collection[int]]
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


def entitled(wave):
    """The ids of everybody the wave concerns today: one query, and one for each circle it names."""
    roles = wave.audience.get("roles") or MEMBERS
    programme = wave.survey.programme_id
    enrolled = Enrolment.objects.current().filter(programme=programme, role__in=roles, person__is_active=True)
    people = set(enrolled.values_list("person_id", flat=True))
    for name, keys in wave.audience.get("circles", {}).items():
        people &= set(CIRCLES[name].people(programme, None if ANY in keys else keys))
    if wave.session_id:
        people &= set(Attendance.objects.filter(session=wave.session_id).values_list("person_id", flat=True))
    return people


def concerns(wave, person, belonging=None):
    """Whether the wave is for this person."""
    belonging = belonging or Belonging.of(person, wave.programme, named_circles(wave.audience))
    if not belonging.fits(wave.audience, MEMBERS):
        return False
    return not wave.session_id or Attendance.objects.filter(session=wave.session_id, person=person).exists()


def sees(wave, user):
    """Whether somebody who looks after surveys may see the figures of this wave: of its circles, some of their own."""
    if Role.ORGANISER in roles_of(user, wave.programme):
        return True
    if wave.session_id and not Session.objects.visible_to(user).filter(pk=wave.session_id).exists():
        return False
    return all(
        ANY in keys or not set(CIRCLES[name].seen(user, wave.survey.programme_id)).isdisjoint(keys)
        for name, keys in wave.audience.get("circles", {}).items()
    )


def singles_out(only_for):
    """Whether having been asked would tell a developer-client from other members."""
    roles = set(only_for.get("roles") or ()) & {*MEMBERS}
    return len(roles) == 1
