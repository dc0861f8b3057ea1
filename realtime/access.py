"""Who may enter a room, speak and vote in it, and run it."""

from dataclasses import dataclass

import rules
from django.contrib.auth import get_user_model

from coaching.programmes.access import is_coach, takes_part
from coaching.programmes.models import Session
from groups.access import coaches_session, may_enter_session, plain_members
from realtime.tools.guests.models import Guest
from realtime.tools.moderation.models import Restraint
from realtime.tools.small_groups.models import GroupPlace


def restraint_of(person, session):
    """What a coach has restrained the person to in the session's room ("silenced", "removed"); otherwise None."""
    found = Restraint.objects.filter(room__session=session, person=person.pk)
    return found.values_list("what", flat=True).first()


@rules.predicate
def is_removed(user, session):
    return session is not None and restraint_of(user, session) == Restraint.What.REMOVED


@rules.predicate
def is_restrained(user, session):
    return session is not None and restraint_of(user, session) is not None


@rules.predicate
def is_guest(user, session):
    """A guest of this session's room, let in and not sent away; guests are nobody anywhere else."""
    return user.is_authenticated and session is not None and _visits(user).filter(room__session=session).exists()


def _visits(user):
    return Guest.objects.inside().filter(person=user)


def is_let_into(user, group, session):
    """A small group's room is for its people and the session's coaches."""
    return GroupPlace.objects.filter(group=group, person=user).exists() or coaches_session(user, session)


def sessions_open_to(user):
    """Sessions whose room the user may enter: those they see, and for a guest the one they are a guest of."""
    if not user.is_authenticated:
        return Session.objects.none()
    return Session.objects.visible_to(user) | Session.objects.filter(pk__in=_visits(user).values("room__session"))


takes_part_inside = may_enter_session & takes_part
enters = (takes_part_inside | is_guest) & ~is_removed
runs = takes_part_inside & coaches_session & ~is_removed


@dataclass(frozen=True)
class Standing:
    """What one person may do in one session's room, as asked at one moment."""

    person: object
    allowed: frozenset

    @property
    def coach(self):
        return "realtime.run" in self.allowed

    @property
    def view(self):
        return "coach" if self.coach else "member"


MEMBER = frozenset({"realtime.enter", "realtime.say", "realtime.vote"})
COACH = frozenset({"realtime.enter", "realtime.say", "realtime.run"})
IN_A_ROOM = ("realtime.enter", "realtime.say", "realtime.vote", "realtime.run")


def standing_of(person_id, room):
    """The person's standing in the room now; None when they may not (or no longer) sign in or enter."""
    person = get_user_model().objects.filter(pk=person_id, is_active=True).first()
    if person is None or not sessions_open_to(person).filter(pk=room.session_id).exists():
        return None
    if room.group_id and not is_let_into(person, room.group_id, room.session):
        return None
    return standing_inside(person, room.session)


def standing_inside(person, session):
    """The standing of somebody who is known to see the room; None when they do not take part in the session.

    What the table below says, in a third of its queries: everybody who comes in passes here.
    """
    restraint = restraint_of(person, session)
    takes_part_here = takes_part(person, session)
    if restraint == Restraint.What.REMOVED or not (takes_part_here or is_guest(person, session)):
        return None
    allowed = COACH if takes_part_here and coaches_session(person, session) else MEMBER
    return Standing(person, allowed - {"realtime.say"} if restraint else allowed)


def unrestrained_members(room, people):
    """Those of the people (ids) of whom nothing more needs to be asked: plain members whom no coach has restrained."""
    restrained = Restraint.objects.filter(room__session=room.session_id, person__in=people)
    members = plain_members(room.session, people) - set(restrained.values_list("person_id", flat=True))
    if room.group_id is None:
        return members
    return set(GroupPlace.objects.filter(group=room.group_id, person__in=members).values_list("person_id", flat=True))


def standings_of(people, room):
    """{person id: standing_of} for many ids, in few queries where they are members and nothing else."""
    members = get_user_model().objects.filter(is_active=True).in_bulk(unrestrained_members(room, people))
    return {pk: Standing(members[pk], MEMBER) if pk in members else standing_of(pk, room) for pk in people}


rules.add_perm("realtime.enter", enters)
rules.add_perm("realtime.say", enters & ~is_restrained)
rules.add_perm("realtime.vote", enters & ~coaches_session)
rules.add_perm("realtime.run", runs)
rules.add_perm("realtime.prepare", is_coach)
