"""Who may enter a subgroup and its sessions."""

from collections import defaultdict

import rules
from django.db.models import Q

from coaching.programmes.access import is_coach, is_organiser, takes_part
from coaching.programmes.models import MEMBERS, Enrolment, Role, Session
from coaching.programmes.models.session import SessionQuerySet
from groups.models import Membership, Subgroup, SubgroupCoach, SubgroupSession


def of_own_subgroup(user):
    own = SubgroupSession.objects.filter(subgroup__in=Subgroup.objects.visible_to(user))
    return Q(whole_programme=False, pk__in=own.values("session_id"))


SessionQuerySet.doors.append(of_own_subgroup)


def subgroup_of(session):
    """The subgroup a session belongs to, or None when it is for the whole programme."""
    link = SubgroupSession.objects.select_related("subgroup").filter(session=session).first()
    return link and link.subgroup


@rules.predicate
def belongs(user, subgroup):
    return subgroup is not None and Subgroup.objects.visible_to(user).filter(pk=subgroup.pk).exists()


@rules.predicate
def coaches(user, subgroup):
    return (
        user.is_authenticated
        and subgroup is not None
        and SubgroupCoach.objects.of(user).filter(subgroup=subgroup).exists()
    )


@rules.predicate
def may_enter_session(user, session):
    return session is not None and Session.objects.visible_to(user).filter(pk=session.pk).exists()


@rules.predicate
def coaches_session(user, session):
    """Coaches of the subgroup run its sessions; sessions for everybody are run by any coach of the programme."""
    if session is None:
        return False
    subgroup = subgroup_of(session)
    return coaches(user, subgroup) or is_organiser(user, session) if subgroup else is_coach(user, session)


def in_charge(user, *, own, for_all):
    """What a user looks after, as a condition on what has a programme.

    Organisers look after all of it, coaches after what is their subgroups' (``own`` of their keys) and what is for
    everybody (``for_all``).
    """
    if not user.is_authenticated:
        return Q(pk__in=[])
    if user.is_superuser:
        return Q()
    roles = Enrolment.objects.current().filter(person=user)
    organised, coached = (roles.filter(role=role).values("programme_id") for role in (Role.ORGANISER, Role.COACH))
    subgroups = SubgroupCoach.objects.of(user).values("subgroup_id")
    return Q(programme__in=organised) | own(subgroups) | (Q(programme__in=coached) & for_all)


def run_by(user):
    """The sessions a user runs: what ``coaches_session`` says of each."""
    bound = SubgroupSession.objects.values("session_id")
    return in_charge(
        user, own=lambda subgroups: Q(pk__in=bound.filter(subgroup__in=subgroups)), for_all=~Q(pk__in=bound)
    )


def plain_members(session, people):
    """Those of the people (ids) who belong to the session as members and as nothing else, in two queries for all.

    The many of whom nothing more needs to be asked. Whoever is not among
    them may still have another door: ``Session.objects.visible_to`` has the last word.
    """
    roles = defaultdict(set)
    enrolled = Enrolment.objects.current().filter(programme=session.programme_id, person__in=people)
    for person_id, role in enrolled.filter(person__is_superuser=False).values_list("person_id", "role"):
        roles[person_id].add(role)
    members = {person_id for person_id, held in roles.items() if held <= set(MEMBERS)}
    if session.whole_programme:
        return members
    here = Membership.objects.current().filter(
        subgroup__programme=session.programme_id, subgroup__sessions__session=session, person__in=members
    )
    return set(here.values_list("person_id", flat=True))


rules.add_perm("groups.see", belongs)
rules.add_perm("groups.invite", (belongs & coaches) | is_organiser)
rules.add_perm("groups.move", is_organiser)
rules.add_perm("groups.make_code", is_organiser)
rules.add_perm("groups.list", is_coach)
rules.add_perm("groups.plan", is_organiser)
rules.add_perm("groups.choose_chair", (belongs & coaches) | is_organiser)
rules.add_perm("groups.enter_session", may_enter_session & takes_part)
rules.add_perm("groups.run_session", may_enter_session & coaches_session)
